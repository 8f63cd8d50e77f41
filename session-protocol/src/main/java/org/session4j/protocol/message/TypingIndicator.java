package org.session4j.protocol.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.session4j.protocol.message.MessageRefusedException.Reason;

/** Somebody begins or stops to type (messages: typing indicators). Never kept, and never the begin of a conversation. */
public record TypingIndicator(TypingMessage.Action action) implements Message {

    public static final TypingIndicator STARTED = new TypingIndicator(TypingMessage.Action.STARTED);
    public static final TypingIndicator STOPPED = new TypingIndicator(TypingMessage.Action.STOPPED);

    /** How often {@link #STARTED} is sent again while the user types. */
    public static final Duration REPEATED_EVERY = Duration.ofSeconds(10);

    /** The pause after which {@link #STOPPED} is sent. */
    public static final Duration STOPPED_AFTER = Duration.ofSeconds(3);

    /** How long {@link #STARTED} is shown at most, if nothing else comes from the sender. */
    public static final Duration SHOWN_FOR = Duration.ofSeconds(15);

    public TypingIndicator {
        Objects.requireNonNull(action, "action");
    }

    static TypingIndicator of(Content content, TypingMessage typing) {
        Long signed = content.sigTimestamp();
        RuleViolation.require(
                signed == null || signed == 0 || signed == typing.timestamp(),
                Reason.TIMESTAMP_MISMATCH,
                "typing: expected the timestamp of the message");
        return new TypingIndicator(typing.action());
    }

    @Override
    public MessageKind kind() {
        return MessageKind.TYPING;
    }

    public boolean isStarted() {
        return action == TypingMessage.Action.STARTED;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        long millis = Timestamps.whole("timestamp", timestamp).toEpochMilli();
        return ContentFrame.begin(kind(), timestamp, expiration)
                .typingMessage(new TypingMessage(millis, action))
                .build();
    }
}
