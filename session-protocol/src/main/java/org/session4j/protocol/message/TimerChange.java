package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * Announces that the sender's messages will disappear by another rule from now on. The other side shows it and keeps its own
 * setting (messages: disappearing messages).
 *
 * @param expiration the new setting, which this message already follows itself
 * @param syncTarget on the copy that one sends to one's own devices: to whom the message went
 */
public record TimerChange(Expiration expiration, @Nullable SessionId syncTarget) implements Message {

    public TimerChange {
        Objects.requireNonNull(expiration, "expiration");
        ContentFrame.requireUser(syncTarget);
    }

    public static TimerChange of(Expiration expiration) {
        return new TimerChange(expiration, null);
    }

    static TimerChange of(Content content, DataMessage data) throws MalformedDataException {
        return new TimerChange(Expiration.of(content), ContentFrame.syncTarget(data));
    }

    @Override
    public MessageKind kind() {
        return MessageKind.EXPIRATION_TIMER_UPDATE;
    }

    /**
     * The content to send.
     *
     * @param setting is not looked at: the new one holds
     */
    @Override
    public Content toContent(Instant timestamp, Expiration setting) {
        DataMessage.Builder data = ContentFrame.beginData(null, syncTarget).flags(DataMessage.EXPIRATION_TIMER_UPDATE);
        return ContentFrame.data(kind(), data, timestamp, expiration);
    }

    @Override
    public Optional<Message> syncCopy(SessionId peer) {
        return Optional.of(new TimerChange(expiration, peer));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "TimerChange";
    }
}
