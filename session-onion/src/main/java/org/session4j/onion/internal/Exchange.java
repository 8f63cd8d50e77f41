package org.session4j.onion.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.session4j.onion.Destination;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;

/** One onion request there and back over given nodes. Whom a failure is to be blamed on is decided elsewhere. */
@FunctionalInterface
public interface Exchange {

    /**
     * @param hops guard first; empty only for a pinned node during bootstrap, which is then posted to itself
     * @return the opened answer, or an {@link org.session4j.onion.OnionException} and nothing else, within the
     *     time limit; completed on a worker thread, or on the event loop when the time is up. Cancelling it gives the
     *     exchange up
     */
    CompletableFuture<OnionResponse> post(List<ServiceNode> hops, OnionRequest request);

    /** A small request, as to a node. */
    default CompletableFuture<OnionResponse> post(
            List<ServiceNode> hops, Destination destination, Bytes payload, Duration timeout) {
        return post(hops, new OnionRequest(destination, payload, OnionRequest.Category.STANDARD, timeout));
    }
}
