package org.session4j.protocol.message;

/** A message of no known kind: empty, or from a future version. */
public record UnknownMessage(Content content) implements Message {

    @Override
    public MessageKind kind() {
        return MessageKind.UNKNOWN;
    }
}
