package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that is of a known kind and has no type of its own, as it came: about groups, configuration, deliveries, or
 * with nothing in it to show.
 */
public record OtherMessage(MessageKind kind, Content content) implements Message {

    public OtherMessage {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(content, "content");
    }

    /** Of a data message: it may have been sent for nothing else (messages: profile). */
    @Override
    public @Nullable Profile profile() {
        DataMessage data = content.dataMessage();
        return data == null ? null : Profile.of(data.profile(), data.profileKey());
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        return ContentFrame.resend(kind, content, timestamp, expiration);
    }
}
