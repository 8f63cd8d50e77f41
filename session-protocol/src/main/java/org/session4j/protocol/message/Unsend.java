package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * Asks to delete a message for everyone (messages: unsend). Only its author may ask that, and one's own devices may ask it of
 * each other for any message; {@link DirectMessageCodec} refuses all others.
 */
public record Unsend(MessageReference target) implements Message {

    public Unsend {
        Objects.requireNonNull(target, "target");
    }

    static Unsend of(UnsendRequest request) throws MalformedDataException {
        return new Unsend(MessageReference.of(request.author(), request.timestamp()));
    }

    /**
     * Whether someone may delete the message.
     *
     * @param sender verified
     */
    public boolean isAllowedFrom(SessionId sender, SessionId self) {
        return sender.equals(target.author()) || sender.equals(self);
    }

    @Override
    public MessageKind kind() {
        return MessageKind.UNSEND;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        return ContentFrame.begin(kind(), timestamp, expiration)
                .unsendRequest(new UnsendRequest(
                        target.timestamp().toEpochMilli(), target.author().toString()))
                .build();
    }

    @Override
    public Optional<Message> syncCopy(SessionId peer) {
        return Optional.of(this);
    }
}
