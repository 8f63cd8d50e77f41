package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmAnswer;

/** What one account asks of the network. Futures complete on threads that must not be held up. */
public interface AccountMailbox {

    /** Network time, in whole milliseconds, once nodes have been asked for it. */
    CompletableFuture<Instant> time();

    /** Network time as well as it is known now. */
    Instant timeNow();

    /** Puts a message into somebody's mailbox. */
    CompletableFuture<StoreResult> store(SessionId recipient, Bytes message, Duration lifetime);

    /** Looks into the own mailbox, at the member of the swarm whose turn it is. */
    CompletableFuture<PollResult> poll();

    /** Looks again at the member that said it has more. */
    CompletableFuture<PollResult> poll(ServiceNode member);

    /** What this poll found has been recorded. */
    void acknowledge(PollResult result);

    /** How far an earlier client has read. */
    void resume(List<ReadMark> marks);

    /** Who holds the own mailbox. */
    CompletableFuture<Swarm> swarm();

    /** Empties every namespace of the account at every member of its swarm. */
    CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll();

    /** Deletes messages from the own mailbox. */
    CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(List<MessageHash> hashes);

    /** Has messages of the own mailbox end at that time, if they would end later. */
    CompletableFuture<SwarmAnswer<ExpiryChange>> shorten(List<MessageHash> hashes, Instant expiry);

    /** Until when one member keeps messages of the own mailbox; those that it does not hold are left out. */
    CompletableFuture<? extends Map<MessageHash, Instant>> expiries(List<MessageHash> hashes);
}
