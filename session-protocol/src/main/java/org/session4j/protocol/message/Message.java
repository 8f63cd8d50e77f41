package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * What a person does in a one-to-one conversation, or what a device does for it. Values of every type are checked when they
 * are made, so one that exists can be sent; what the protocol says of each kind (how long it is stored, whether it
 * disappears, who gets a copy) is in {@link MessageKind}.
 *
 * <p>What this version has no type for arrives as {@link OtherMessage} or {@link UnknownMessage}, with everything that the
 * sender wrote; further types will be added, so a {@code switch} needs a default.
 */
public sealed interface Message
        permits TextMessage,
                ReactionMessage,
                CommunityInvitation,
                TimerChange,
                TypingIndicator,
                ReadReceipt,
                Unsend,
                RequestAccepted,
                DataExtraction,
                Call,
                SenderKeyFrame,
                OtherMessage,
                UnknownMessage {

    /**
     * Reads a content. Names and titles are freed of control characters and cut where they are too long; whatever else
     * breaks a rule spoils the message.
     *
     * @throws MalformedDataException if a value is not of its form: an id, a key, a time
     * @throws MessageRefusedException if a rule of the protocol drops the message
     */
    static Message of(Content content) throws MalformedDataException, MessageRefusedException {
        return MessageReader.read(content);
    }

    MessageKind kind();

    /**
     * The content to send.
     *
     * @param timestamp in whole milliseconds: unique among what this account sends, and increasing
     * @param expiration the setting of the conversation; {@link MessageKind#expirationIn} says what the kind makes of it
     * @throws IllegalArgumentException if the timestamp is before 1970
     */
    Content toContent(Instant timestamp, Expiration expiration);

    /** The content to send in a conversation whose messages do not disappear. */
    default Content toContent(Instant timestamp) {
        return toContent(timestamp, Expiration.OFF);
    }

    /** What the message says about how its sender wants to be shown, if anything. */
    default @Nullable Profile profile() {
        return null;
    }

    /**
     * On the copy that one sends to one's own devices: to whom the message went. Null for everything else, and for kinds
     * that are copied as they are.
     */
    default @Nullable SessionId syncTarget() {
        return null;
    }

    /**
     * The copy for one's own devices, sent with the same timestamp after the message itself was sent, or empty if none is
     * (messages: sync to own devices). A note to self goes to one's own devices anyway and needs no copy.
     *
     * @param peer to whom the message was sent
     */
    default Optional<Message> syncCopy(SessionId peer) {
        return Optional.empty();
    }
}
