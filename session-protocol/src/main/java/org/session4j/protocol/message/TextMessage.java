package org.session4j.protocol.message;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * A message with a text. What else came along (attachments, a quote) is in the {@link Content} beside it.
 *
 * <pre>{@code
 * Content content = TextMessage.builder("hello").profile(Profile.of("Alice")).build().toContent(now);
 * }</pre>
 *
 * @param body the text, not blank
 * @param syncTarget on the copy that one sends to one's own devices: to whom the message went
 * @param profile of the sender, if the message says something about it
 */
public record TextMessage(
        String body,
        @Nullable SessionId syncTarget,
        @Nullable Profile profile) implements Message {

    public TextMessage {
        Objects.requireNonNull(body, "body");
    }

    /** A text and nothing else. */
    public static TextMessage of(String body) {
        return builder(body).build();
    }

    public static Builder builder(String body) {
        return new Builder(body);
    }

    static TextMessage of(DataMessage data) throws MalformedDataException {
        String body = Objects.requireNonNull(data.body(), "body");
        String target = data.syncTarget();
        return new TextMessage(
                body, target == null ? null : SessionId.parse(target, IdKind.STANDARD), Profile.of(data));
    }

    @Override
    public MessageKind kind() {
        return MessageKind.DATA;
    }

    /**
     * The content to send, of a message that does not disappear.
     *
     * @param timestamp in whole milliseconds: unique among what this account sends, and increasing
     */
    public Content toContent(Instant timestamp) {
        DataMessage.Builder data = DataMessage.builder().body(body);
        if (profile != null) {
            data.profile(profile.toLokiProfile()).profileKey(profile.pictureKey());
        }
        if (syncTarget != null) {
            data.syncTarget(syncTarget.toString());
        }
        return Content.builder()
                .dataMessage(data.build())
                .expirationType(ExpirationType.UNKNOWN)
                .expirationTimer(0L)
                .sigTimestamp(timestamp.toEpochMilli())
                .build();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "TextMessage";
    }

    /** Makes a text message that other apps will show. */
    public static final class Builder {

        private final String body;
        private @Nullable SessionId syncTarget;
        private @Nullable Profile profile;

        private Builder(String body) {
            this.body = body;
        }

        /** Marks the copy for one's own devices. */
        @CanIgnoreReturnValue
        public Builder syncTarget(SessionId peer) {
            if (peer.kind() != IdKind.STANDARD) {
                throw new IllegalArgumentException("syncTarget: expected kind STANDARD, got " + peer.kind());
            }
            this.syncTarget = peer;
            return this;
        }

        /** What the recipient is to show the sender as. */
        @CanIgnoreReturnValue
        public Builder profile(Profile profile) {
            profile.requireValid();
            this.profile = profile;
            return this;
        }

        /**
         * The message.
         *
         * @throws IllegalArgumentException if the text is blank, which no app shows
         */
        public TextMessage build() {
            if (body.trim().isEmpty()) {
                throw new IllegalArgumentException("body: expected a text, got only white space");
            }
            return new TextMessage(body, syncTarget, profile);
        }
    }
}
