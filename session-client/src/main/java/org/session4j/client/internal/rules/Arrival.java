package org.session4j.client.internal.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.groups.v2.GroupControl;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/**
 * A message that was opened and verified, or sent, on its way into what the account remembers.
 *
 * @param sender verified
 * @param sent the timestamp that names it
 * @param expiration what it says of its disappearing
 * @param hash of the copy in the own swarm; null if there is none
 * @param storedUntil when the own swarm will delete that copy, as far as it says so
 * @param control what it says of a group, verified; null if it is about none
 */
public record Arrival(
        Origin origin,
        Conversation conversation,
        SessionId sender,
        Instant sent,
        Message message,
        Expiration expiration,
        @Nullable MessageHash hash,
        @Nullable Instant storedUntil,
        @Nullable GroupControl control) {

    /** Who sent it, and where it was found. */
    public enum Origin {
        /** Somebody else; it lay in the own mailbox. */
        PEER,
        /** Another device of this account; it lay in the own mailbox. */
        OTHER_DEVICE,
        /** This client has just delivered it. */
        THIS_DEVICE
    }

    /** In notes to self and in groups the clock always starts with sending (messages: disappearing messages). */
    public Arrival {
        if (!(conversation instanceof Conversation.Direct) && expiration.type() == ExpirationType.DELETE_AFTER_READ) {
            expiration = expiration.inNoteToSelf();
        }
    }

    /** Of a message that says nothing of a group. */
    public Arrival(
            Origin origin,
            Conversation conversation,
            SessionId sender,
            Instant sent,
            Message message,
            Expiration expiration,
            @Nullable MessageHash hash,
            @Nullable Instant storedUntil) {
        this(origin, conversation, sender, sent, message, expiration, hash, storedUntil, null);
    }

    /** Where what is known of the sender is kept: in groups, the conversation with the sender alone. */
    Conversation withSender() {
        return conversation instanceof Conversation.Group && isFromPeer()
                ? new Conversation.Direct(sender)
                : conversation;
    }

    MessageReference reference() {
        return new MessageReference(sender, sent);
    }

    boolean isFromPeer() {
        return origin == Origin.PEER;
    }

    boolean isFromThisDevice() {
        return origin == Origin.THIS_DEVICE;
    }
}
