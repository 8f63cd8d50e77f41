/**
 * What messages say: the protobuf schema of Session as immutable records, and the codec of direct messages.
 *
 * <p>{@link org.session4j.protocol.message.Content} is the root of the records; each is named as in the schema and holds
 * null where a field is not set. {@link org.session4j.protocol.message.Message} is the family of what people do with
 * them, each checked when it is made or read, {@link org.session4j.protocol.message.MessageKind} says how each kind is
 * treated, and {@link org.session4j.protocol.message.DirectMessageCodec} turns contents into the bytes that the swarm of
 * the recipient stores, and back.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.message;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
