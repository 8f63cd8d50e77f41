package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.rules.Draft;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.StoreResult;

/** How messages go into one conversation: how they are sealed, and where and how long they are stored. */
interface Route {

    /**
     * The bytes to store. They are kept together with what the draft gets, and only then stored: a key that was used once
     * is not used again, even after a crash.
     *
     * @param timestamp in whole milliseconds
     * @return empty if nothing is to be sealed before {@link #ready}
     * @throws org.session4j.client.SessionClientException if it cannot be sent
     */
    Optional<Bytes> seal(Draft draft, Message message, Expiration expiration, Instant timestamp);

    /** Ends, well or not, when it is worth while to try to seal again. */
    CompletableFuture<?> ready();

    CompletableFuture<StoreResult> store(Bytes sealed, Duration lifetime);

    Duration lifetime(Message message, Expiration expiration);
}
