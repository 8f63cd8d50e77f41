package org.session4j.client.store;

import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Profile;

/**
 * What is known of a conversation besides its messages.
 *
 * @param approved this account accepted the peer (messages: message requests)
 * @param approvedMe the peer accepted this account
 * @param blocked what the peer writes is dropped
 * @param timer what this account sends disappears so (messages: disappearing messages)
 * @param profile what the peer last told of itself
 */
public record ConversationState(
        Conversation conversation,
        boolean approved,
        boolean approvedMe,
        boolean blocked,
        Expiration timer,
        @Nullable Profile profile) {

    /** Of a conversation of which nothing is known yet. One's notes need no approval. */
    public static ConversationState initial(Conversation conversation) {
        boolean own = conversation instanceof Conversation.NoteToSelf;
        return new ConversationState(conversation, own, own, false, Expiration.OFF, null);
    }

    /** Whether it is one that its owner has not answered yet (messages: message requests). */
    public boolean isRequest() {
        return !approved;
    }

    /**
     * Whether each may know that the other types and reads: both have accepted each other, and the peer is not blocked
     * (messages: message requests).
     */
    public boolean isMutual() {
        return approved && approvedMe && !blocked;
    }

    public ConversationState withApproved(boolean now) {
        return new ConversationState(conversation, now, approvedMe, blocked, timer, profile);
    }

    public ConversationState withApprovedMe(boolean now) {
        return new ConversationState(conversation, approved, now, blocked, timer, profile);
    }

    public ConversationState withBlocked(boolean now) {
        return new ConversationState(conversation, approved, approvedMe, now, timer, profile);
    }

    public ConversationState withTimer(Expiration now) {
        return new ConversationState(conversation, approved, approvedMe, blocked, now, profile);
    }

    public ConversationState withProfile(@Nullable Profile now) {
        return new ConversationState(conversation, approved, approvedMe, blocked, timer, now);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ConversationState";
    }
}
