/**
 * The bytes of the service node network, for implementers of clients and of nodes: frames and layers of an onion
 * request, the v4 form for servers, answers, errors, and the forms of the node list.
 *
 * <p>A client makes a request with {@link org.session4j.onion.wire.OnionRequestEncoder} and opens the answer with the
 * {@link org.session4j.onion.wire.EncodedOnionRequest} it got; status codes other than 200 are read by
 * {@link org.session4j.onion.wire.PathError}. A node reads a {@link org.session4j.onion.wire.SealedLayer}, opens it with
 * {@link org.session4j.onion.wire.LayerCipher}, finds in an {@link org.session4j.onion.wire.OnionLayer} what to do, and
 * seals a {@link org.session4j.onion.wire.NodeAnswer}. Everything is pure: no I/O, no clock, randomness comes in as
 * {@link java.security.SecureRandom}.
 *
 * <p>Every decoder, fed any bytes, either returns or throws
 * {@link org.session4j.protocol.MalformedDataException}; only what opens a ciphertext throws
 * {@link org.session4j.protocol.DecryptionException} besides. JSON is read as the nodes read it: exactly one value,
 * strict UTF-8, keys in any order, of a key given twice the last one counts; nesting and the length of numbers are
 * bounded.
 */
@NullMarked
@CheckReturnValue
package org.session4j.onion.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
