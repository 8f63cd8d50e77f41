package org.session4j.client.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Profile;

/**
 * What is known of a conversation besides its messages. All devices of the account agree on it in the end (config:
 * contacts, read positions).
 *
 * @param approved this account accepted the peer, or the invitation to the group (messages: message requests)
 * @param approvedMe the peer accepted this account; no group does
 * @param blocked what the peer writes is dropped
 * @param timer what this account sends disappears so (messages: disappearing messages)
 * @param profile what the peer last told of itself
 * @param nickname what this account calls the peer, at most 100 bytes of UTF-8; null for the name that the peer has chosen
 * @param priority where lists show it: −1 not at all, 0 by its latest message, above that pinned, the higher the earlier
 * @param readUpTo what was sent then or earlier has been read; null if nothing has
 */
public record ConversationState(
        Conversation conversation,
        boolean approved,
        boolean approvedMe,
        boolean blocked,
        Expiration timer,
        @Nullable Profile profile,
        @Nullable String nickname,
        int priority,
        @Nullable Instant readUpTo) {

    /** The {@link #priority} of what lists do not show. */
    public static final int HIDDEN = -1;

    /** Of a conversation of which nothing is known yet. One's notes need no approval, and nor do groups that one is in. */
    public static ConversationState initial(Conversation conversation) {
        boolean isDirect = conversation instanceof Conversation.Direct;
        boolean own = conversation instanceof Conversation.NoteToSelf;
        return new ConversationState(conversation, !isDirect, own, false, Expiration.OFF, null, null, 0, null);
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

    /** Whether a message of that sending time counts as read. */
    public boolean isRead(Instant sent) {
        return readUpTo != null && !sent.isAfter(readUpTo);
    }

    public ConversationState withApproved(boolean now) {
        return new ConversationState(
                conversation, now, approvedMe, blocked, timer, profile, nickname, priority, readUpTo);
    }

    public ConversationState withApprovedMe(boolean now) {
        return new ConversationState(
                conversation, approved, now, blocked, timer, profile, nickname, priority, readUpTo);
    }

    public ConversationState withBlocked(boolean now) {
        return new ConversationState(
                conversation, approved, approvedMe, now, timer, profile, nickname, priority, readUpTo);
    }

    public ConversationState withTimer(Expiration now) {
        return new ConversationState(
                conversation, approved, approvedMe, blocked, now, profile, nickname, priority, readUpTo);
    }

    public ConversationState withProfile(@Nullable Profile now) {
        return new ConversationState(
                conversation, approved, approvedMe, blocked, timer, now, nickname, priority, readUpTo);
    }

    public ConversationState withNickname(@Nullable String now) {
        return new ConversationState(
                conversation, approved, approvedMe, blocked, timer, profile, now, priority, readUpTo);
    }

    public ConversationState withPriority(int now) {
        return new ConversationState(
                conversation, approved, approvedMe, blocked, timer, profile, nickname, now, readUpTo);
    }

    public ConversationState withReadUpTo(@Nullable Instant now) {
        return new ConversationState(
                conversation, approved, approvedMe, blocked, timer, profile, nickname, priority, now);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ConversationState";
    }
}
