package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreResult;

/** What one account asks of the network. Futures complete on threads that must not be held up. */
public interface AccountMailbox {

    /** How long a swarm keeps a message (messages: sending). */
    Duration LIFE = Duration.ofDays(14);

    /** Clocks of nodes differ; what is about to expire may still be handed out by one that is behind. */
    Duration LIFE_MARGIN = Duration.ofDays(1);

    /** Network time, in whole milliseconds, once nodes have been asked for it. */
    CompletableFuture<Instant> time();

    /** Network time as well as it is known now. */
    Instant timeNow();

    /** Puts a message into somebody's mailbox. */
    CompletableFuture<StoreResult> store(SessionId recipient, Bytes message);

    /** Looks into the own mailbox, at the member of the swarm whose turn it is. */
    CompletableFuture<PollResult> poll();

    /** Looks again at the member that said it has more. */
    CompletableFuture<PollResult> poll(ServiceNode member);

    /** What this poll found has been recorded. */
    void acknowledge(PollResult result);
}
