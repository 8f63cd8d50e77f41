/**
 * What communities are made of on the wire, beside HTTP: who one is on a server, the signed headers of a request, and
 * the messages of rooms with their padding and signatures (services: communities).
 *
 * <p>The messages of a room are read by its server and by everybody whom it shows them to; nothing here encrypts them. Only
 * direct messages are closed to it, see {@link org.session4j.protocol.blinding.BlindedMessageCipher}.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.community;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
