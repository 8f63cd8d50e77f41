package org.session4j.protocol.message;

import org.session4j.protocol.MalformedDataException;

/**
 * A received content, sorted by what it is. Kinds that have no type of their own yet arrive as {@link OtherMessage} or
 * {@link UnknownMessage}, with everything that the sender wrote; further types will be added, so a {@code switch} needs a
 * default.
 */
public sealed interface Message permits TextMessage, OtherMessage, UnknownMessage {

    /**
     * Sorts a content.
     *
     * @throws MalformedDataException if an id in it is not one
     */
    static Message of(Content content) throws MalformedDataException {
        MessageKind kind = MessageKind.of(content);
        DataMessage data = content.dataMessage();
        if (kind == MessageKind.DATA && data != null && data.hasText()) {
            return TextMessage.of(data);
        }
        return kind == MessageKind.UNKNOWN ? new UnknownMessage(content) : new OtherMessage(kind, content);
    }

    MessageKind kind();
}
