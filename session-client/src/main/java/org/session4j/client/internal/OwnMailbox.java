package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.ServiceNode;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.SwarmAnswer;

/**
 * Mailboxes that this account may look into and change: its own, or those of a group it is in. Futures complete on threads
 * that must not be held up.
 */
public interface OwnMailbox {

    /** Network time as well as it is known now. */
    Instant timeNow();

    /** Looks into all mailboxes, at the member of the swarm whose turn it is. */
    CompletableFuture<PollResult> poll();

    /** Looks again at the member that said it has more. */
    CompletableFuture<PollResult> poll(ServiceNode member);

    /** What this poll found has been recorded. */
    void acknowledge(PollResult result);

    /** How far an earlier client has read; only marks of these mailboxes count. */
    void resume(List<ReadMark> marks);

    /**
     * Puts messages into these mailboxes, in one request, one after the other until one fails. At most 20.
     *
     * @return the names of those that are safe: the member that was asked and another one have signed that they hold them
     */
    CompletableFuture<Map<OwnMessage, MessageHash>> storeOwn(List<OwnMessage> messages, Duration lifetime);

    /** Deletes messages. */
    CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(List<MessageHash> hashes);

    /** Has messages live until that time at least. */
    CompletableFuture<SwarmAnswer<ExpiryChange>> extend(List<MessageHash> hashes, Instant expiry);

    /** Until when one member keeps messages; those that it does not hold are left out. */
    CompletableFuture<? extends Map<MessageHash, Instant>> expiries(List<MessageHash> hashes);
}
