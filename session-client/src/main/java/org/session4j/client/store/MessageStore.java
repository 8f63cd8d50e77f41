package org.session4j.client.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.internal.InMemoryMessageStore;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/**
 * Remembers what was said, what was seen and what is still to be sent. Users may implement it: it holds no rule of the
 * protocol, and the testkit's {@code MessageStoreContract} says what it owes. One store serves any number of accounts, each
 * of which sees only its own, and is used by many threads at once. It must not call the client.
 *
 * <p>A message is acknowledged to the network, and an event told, only after {@link #apply} has returned: whatever is to
 * survive must be safe by then. What a store cannot do it reports as {@link StoreException}.
 */
public interface MessageStore extends AutoCloseable {

    /** Carries out changes in the order given, all or none. If it throws, the store is as it was before. */
    void apply(SessionId account, List<? extends StoreChange> changes);

    /** A message of the history, whatever its conversation. */
    Optional<ChatMessage> message(SessionId account, MessageReference reference);

    /**
     * The latest messages of a conversation by sending time, in that order; those of the same millisecond in the order in
     * which they were put first.
     *
     * @param before only messages that were sent earlier; {@link Instant#MAX} for no bound
     * @param limit at most so many, the latest ones
     */
    List<ChatMessage> history(SessionId account, Conversation conversation, Instant before, int limit);

    /** Incoming messages nobody has read yet ({@link ChatMessage#readAt}), sent at {@code upTo} or earlier, by sending time. */
    List<ChatMessage> unread(SessionId account, Conversation conversation, Instant upTo);

    /** Messages whose {@link ChatMessage#expiresAt} is {@code until} or earlier, by that time, at most {@code limit}. */
    List<ChatMessage> expiring(SessionId account, Instant until, int limit);

    /** The earliest {@link ChatMessage#expiresAt} of all. */
    Optional<Instant> nextExpiry(SessionId account);

    /** Every conversation that has a message or a state that was put, the one with the latest message first. */
    List<ConversationSummary> conversations(SessionId account);

    /** What was put last, if anything. */
    Optional<ConversationState> conversation(SessionId account, Conversation conversation);

    /** Those of the hashes that were seen before and need not be forgotten yet. */
    Set<MessageHash> seen(SessionId account, Set<MessageHash> hashes);

    /** How far each mailbox, the account's own and those of its groups, was read at each member of its swarm. */
    List<ReadMark> readMarks(SessionId account);

    /** What is still to be sent, by {@link PendingMessage#number}. */
    List<PendingMessage> pending(SessionId account);

    /** What was put last; {@link AccountSettings#DEFAULT} at first. */
    AccountSettings settings(SessionId account);

    /** The document that was put last, as it was, which devices of the account share (config: push, confirm, obsolete). */
    Optional<Bytes> document(SessionId account, ConfigType type);

    /** The groups of which a part was put, and not removed since. */
    Set<SessionId> groups(SessionId account);

    /** The part of a group that was put last, as it was. */
    Optional<Bytes> groupPart(SessionId account, SessionId group, GroupPart part);

    /** The messages of a group that wait for their keys, by their timestamps. */
    List<HeldMessage> held(SessionId account, SessionId group);

    /** Files kept for an account: what goes with messages on their way. */
    FileCache files(SessionId account);

    /**
     * Forgets everything of an account, its files too, so that nothing of it can be read from what remains on the disk:
     * keys first, then data.
     *
     * @return whether all of it is gone; what was encrypted is unreadable in any case
     */
    @CanIgnoreReturnValue
    boolean wipe(SessionId account);

    /** Ends it; accounts that still use it get {@link StoreException}. May be called more than once. */
    @Override
    void close();

    /** A store that forgets with the object. */
    static MessageStore inMemory() {
        return new InMemoryMessageStore();
    }
}
