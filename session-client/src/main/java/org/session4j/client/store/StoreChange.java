package org.session4j.client.store;

import java.time.Instant;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
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

    /**
     * Removes the marks of all mailboxes of an owner, so that they are read from the beginning again.
     *
     * @param owner the account itself, or a group
     */
    record ForgetReadMarks(SessionId owner) implements StoreChange {}

    /** Adds a message to be sent, or replaces the one of the same number. */
    record PutPending(PendingMessage message) implements StoreChange {}

    record RemovePending(long number) implements StoreChange {}

    record PutSettings(AccountSettings settings) implements StoreChange {}

    /**
     * Replaces the document of the same type.
     *
     * @param dump the form in which this device keeps it, up to a few million bytes
     */
    record PutDocument(ConfigType type, Bytes dump) implements StoreChange {}

    /**
     * Replaces the part of the same group.
     *
     * @param dump the form in which this device keeps it, up to a few hundred thousand bytes; may be secret
     */
    record PutGroupPart(SessionId group, GroupPart part, Bytes dump) implements StoreChange {}

    /** Removes all parts of a group, the marks of its mailboxes and the messages that are held; not its conversation. */
    record RemoveGroup(SessionId group) implements StoreChange {}

    /** Adds a message that waits for its key, or replaces the one of the same group and hash. */
    record PutHeld(HeldMessage message) implements StoreChange {}

    record RemoveHeld(SessionId group, MessageHash hash) implements StoreChange {}
}
