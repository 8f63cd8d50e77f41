package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that is of a known kind and has no type of its own, as it came: about groups, configuration, deliveries, or
 * with nothing in it to show.
 */
public record OtherMessage(MessageKind kind, Content content) implements Message {

    public OtherMessage {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(content, "content");
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        return ContentFrame.resend(kind, content, timestamp, expiration);
    }
}
