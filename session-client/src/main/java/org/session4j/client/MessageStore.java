package org.session4j.client;

import java.util.List;
import java.util.Set;
import org.session4j.client.internal.InMemoryMessageStore;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/**
 * Remembers what was said, and what was seen. Users may implement it; one store serves any number of accounts and is
 * used by many threads at once. It must not call the client.
 *
 * <p>A message is acknowledged to the network only after {@link #append} has returned: whatever is to survive must be
 * safe by then. If {@code append} throws, nothing of the list may have been recorded; it is offered again with a later
 * poll.
 */
public interface MessageStore {

    /**
     * Records arrivals, all or none, in the order given. An arrival is new if neither its hash was seen before nor the
     * history already has a message of the same sender and timestamp. The hash of one that is not new is remembered all
     * the same. Hashes may be forgotten after {@link Arrival#forgetAfter()}.
     *
     * @return the hashes of those that are new
     */
    Set<MessageHash> append(SessionId account, List<Arrival> arrivals);

    /** Those of the hashes that were seen before. */
    Set<MessageHash> seen(SessionId account, Set<MessageHash> hashes);

    /** Every conversation with a message in it, the one with the latest message first. */
    List<Conversation> conversations(SessionId account);

    /** All messages of a conversation by sending time; those of the same millisecond in the order in which they came. */
    List<ChatMessage> history(SessionId account, Conversation conversation);

    /** A store that forgets with the object. */
    static MessageStore inMemory() {
        return new InMemoryMessageStore();
    }
}
