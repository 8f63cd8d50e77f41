package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;

/** A message of no known kind: empty, or from a future version. */
public record UnknownMessage(Content content) implements Message {

    public UnknownMessage {
        Objects.requireNonNull(content, "content");
    }

    @Override
    public MessageKind kind() {
        return MessageKind.UNKNOWN;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        return ContentFrame.resend(kind(), content, timestamp, expiration);
    }
}
