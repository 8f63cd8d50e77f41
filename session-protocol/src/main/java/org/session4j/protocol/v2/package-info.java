/**
 * Session protocol v2 as values: one-to-one messages with forward secrecy, encrypted to keys of X25519 and ML-KEM-768 that
 * an account changes about twice a day (messages: Session protocol v2).
 *
 * <p>An account publishes a {@link org.session4j.protocol.v2.KeyRecord}; who writes to it keeps that as
 * {@link org.session4j.protocol.v2.PeerKeys} and encrypts with {@link org.session4j.protocol.v2.V2Cipher}. The account's
 * devices hold the same {@link org.session4j.protocol.v2.AccountKeys} and open with them; how devices share keys is in
 * {@code org.session4j.protocol.devices}.
 *
 * <p>No app that is released reads v2. What upstream has not settled is in {@link org.session4j.protocol.v2.V2Choices}.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.v2;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
