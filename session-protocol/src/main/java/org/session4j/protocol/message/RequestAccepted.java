package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.SessionId;

/**
 * Accepts a message request (messages: message requests). Refusing one sends nothing; a response that claims to refuse
 * arrives as {@link OtherMessage}.
 *
 * @param profile of the sender, if the message says something about it
 */
public record RequestAccepted(@Nullable Profile profile) implements Message {

    /** An acceptance that says nothing about the sender. */
    public static RequestAccepted of() {
        return new RequestAccepted(null);
    }

    public static RequestAccepted of(Profile profile) {
        return new RequestAccepted(profile);
    }

    static RequestAccepted of(MessageRequestResponse response) {
        return new RequestAccepted(Profile.of(response.profile(), response.profileKey()));
    }

    @Override
    public MessageKind kind() {
        return MessageKind.REQUEST_RESPONSE;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        MessageRequestResponse response = profile == null
                ? new MessageRequestResponse(true, null, null)
                : new MessageRequestResponse(true, profile.pictureKey(), profile.toLokiProfile());
        return ContentFrame.begin(kind(), timestamp, expiration)
                .messageRequestResponse(response)
                .build();
    }

    @Override
    public Optional<Message> syncCopy(SessionId peer) {
        return Optional.of(this);
    }
}
