package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmAnswer;

/** What one account asks of the network. Futures complete on threads that must not be held up. */
public interface AccountMailbox extends OwnMailbox {

    /** Network time, in whole milliseconds, once nodes have been asked for it. */
    CompletableFuture<Instant> time();

    /** Puts a message into somebody's mailbox. */
    CompletableFuture<StoreResult> store(SessionId recipient, Bytes message, Duration lifetime);

    /** Who holds the own mailbox. */
    CompletableFuture<Swarm> swarm();

    /** Empties every namespace of the account at every member of its swarm. */
    CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll();

    /** Has messages of the own mailbox end at that time, if they would end later. */
    CompletableFuture<SwarmAnswer<ExpiryChange>> shorten(List<MessageHash> hashes, Instant expiry);
}
