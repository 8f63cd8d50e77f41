package org.session4j.onion;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the swarm needs of the onion: implemented by {@link OnionClient}, and by fakes in tests. Safe for use by many
 * threads; what hangs on the futures runs on worker threads of the onion and must not block them.
 */
public interface OnionSender {

    /**
     * Sends one request over one path, once. Strikes, suspicions and repair of the path have been seen to when the
     * future completes; a retry, or another member of a swarm, is the caller's. A retry takes another path by itself
     * where there is one. Cancelling the future gives the request up.
     *
     * @return the authenticated answer, or an {@link OnionException}
     */
    CompletableFuture<OnionResponse> send(OnionRequest request);

    /** The node list: known, or being fetched now. Fails with an {@link OnionException}. */
    CompletableFuture<NodeList> nodes();

    /** Asks for a refresh of the node list, at most one at a time and not more often than the timing allows. */
    void requestRefresh();

    /** Says that a node answered wrongly or not at all although its path was good (network: strikes). */
    void strike(ServiceNode node, int count);

    /** Whether a node has so many strikes that it should be left out where there is another choice. */
    default boolean isStruckOut(ServiceNode node) {
        return false;
    }

    /** The paths ready now; empty before the first one is. */
    default List<OnionPath> paths() {
        return List.of();
    }

    /** Network time minus local time, as an earlier run left it. */
    default Optional<Duration> clockOffset() {
        return Optional.empty();
    }

    /** Keeps the offset for the next run. */
    default void rememberClockOffset(Duration offset) {}
}
