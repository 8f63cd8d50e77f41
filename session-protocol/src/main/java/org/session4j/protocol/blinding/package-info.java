/**
 * Ids that say nothing of the account behind them: one for each server of communities (15, and 25 that no server takes
 * yet), and one for file servers (07) (services: blinded identities).
 *
 * <p>Who knows a Session ID can compute which ids its owner may have on a server; the way back does not exist.
 * {@link org.session4j.protocol.blinding.ServerBlinding} does the first,
 * {@link org.session4j.protocol.blinding.BlindedKeyPair} signs as such an id, and
 * {@link org.session4j.protocol.blinding.BlindedMessageCipher} encrypts from one to another, which the server cannot read.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.blinding;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
