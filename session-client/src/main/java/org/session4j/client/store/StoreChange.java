package org.session4j.client.store;

import java.time.Instant;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/** One of the changes that {@link MessageStore#apply} carries out. Removing what is not there does nothing. */
public sealed interface StoreChange {

    /** Adds a message to the history, or replaces the one of the same {@link ChatMessage#reference()}. */
    record PutMessage(ChatMessage message) implements StoreChange {}

    record RemoveMessage(MessageReference reference) implements StoreChange {}

    record PutConversation(ConversationState state) implements StoreChange {}

    /** Removes a conversation's state and all of its messages. */
    record RemoveConversation(Conversation conversation) implements StoreChange {}

    /**
     * Remembers that something with this hash was dealt with.
     *
     * @param forgetAfter no mailbox holds it any longer then, so the hash need not be remembered; network time
     */
    record PutSeen(MessageHash hash, Instant forgetAfter) implements StoreChange {}

    /** Forgets hashes whose time to be forgotten is before {@code now}. */
    record ForgetSeen(Instant now) implements StoreChange {}

    /** Replaces the mark of the same node and namespace. */
    record PutReadMark(ReadMark mark) implements StoreChange {}

    /** Adds a message to be sent, or replaces the one of the same number. */
    record PutPending(PendingMessage message) implements StoreChange {}

    record RemovePending(long number) implements StoreChange {}

    record PutSettings(AccountSettings settings) implements StoreChange {}
}
