package org.session4j.onion.internal.pool;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Network;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.Transport;
import org.session4j.onion.internal.EventLoop;
import org.session4j.onion.internal.Exchange;
import org.session4j.onion.internal.node.Standing;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node list in use: where it comes from first, and how it stays fresh. However many ask for it, there is one
 * fetching at a time (network: bootstrap and the pool of service nodes). Belongs to the event loop.
 */
public final class NodePool {

    private static final Logger LOG = LoggerFactory.getLogger(NodePool.class);

    private final EventLoop loop;
    private final Timing timing;
    private final Network network;
    private final Exchange exchange;
    private final ServiceNodeKeys keys;
    private final NodeListRequests requests;
    private final Standing standing;
    private final Random random;
    private final BiFunction<ServiceNode, Bytes, CompletableFuture<OnionResponse>> sendByOnion;
    private final Runnable onChange;

    private NodeList current = NodeList.of(List.of(), Instant.EPOCH);
    /** Whether the list may be handed out; one that is too old only serves to ask for a newer one. */
    private boolean isUsable;
    /** Nodes of the last list that came from a seed, by which the size of the network is judged; 0 for unknown. */
    private int seedListSize;

    private @Nullable CompletableFuture<NodeList> fetching;
    private @Nullable Long lastFetchNanos;
    private boolean isRefreshDue;

    /**
     * @param sendByOnion carries a request to a node over a path
     * @param onChange called after the list has changed
     */
    public NodePool(
            EventLoop loop,
            Timing timing,
            Network network,
            Transport transport,
            Exchange exchange,
            ServiceNodeKeys keys,
            Standing standing,
            Random random,
            BiFunction<ServiceNode, Bytes, CompletableFuture<OnionResponse>> sendByOnion,
            Runnable onChange) {
        this.loop = loop;
        this.timing = timing;
        this.network = network;
        this.exchange = exchange;
        this.keys = keys;
        this.requests = new NodeListRequests(loop, transport, keys);
        this.standing = standing;
        this.random = random;
        this.sendByOnion = sendByOnion;
        this.onChange = onChange;
    }

    /** Takes over the list of an earlier run, as far as it is good for anything. */
    public void restore(NodeList stored, int storedSeedListSize) {
        seedListSize = storedSeedListSize;
        if (stored.size() >= minimum()) {
            current = stored;
            isUsable = age().compareTo(timing.get(Timing.Span.CACHE_MAX_AGE)) <= 0;
        }
    }

    /** What paths are made of: also a list that is too old to be handed out. */
    public NodeList current() {
        return current;
    }

    public boolean isUsable() {
        return isUsable;
    }

    public int seedListSize() {
        return seedListSize;
    }

    /** The list, now or as soon as there is one; completed on the event loop. */
    public CompletableFuture<NodeList> get() {
        if (!isUsable) {
            return fetch();
        }
        if (age().compareTo(timing.get(Timing.Span.REFRESH_AGE)) > 0) {
            requestRefresh();
        }
        return CompletableFuture.completedFuture(current);
    }

    /** Fetches the list anew: now, or as soon as the last time is long enough ago. */
    public void requestRefresh() {
        if (fetching != null || isRefreshDue) {
            return;
        }
        Duration wait = untilRefreshAllowed();
        if (wait.isZero() || wait.isNegative()) {
            fetch();
            return;
        }
        isRefreshDue = true;
        loop.schedule(wait, () -> {
            isRefreshDue = false;
            if (fetching == null) {
                fetch();
            }
        });
    }

    private Duration untilRefreshAllowed() {
        if (lastFetchNanos == null) {
            return Duration.ZERO;
        }
        Duration since = Duration.ofNanos(loop.nanoTime() - lastFetchNanos);
        return timing.get(Timing.Span.REFRESH_MIN_INTERVAL).minus(since);
    }

    @CanIgnoreReturnValue
    private CompletableFuture<NodeList> fetch() {
        if (fetching != null) {
            return fetching;
        }
        CompletableFuture<NodeList> result = new CompletableFuture<>();
        fetching = result;
        if (current.size() == 0 || current.size() < minimum()) {
            bootstrap(result);
        } else {
            refresh(result);
        }
        return result;
    }

    private void refresh(CompletableFuture<NodeList> result) {
        new Refresh(loop, timing, requests, sendByOnion, current, standing, minimum(), random)
                .start()
                .whenComplete((list, failure) -> {
                    if (failure == null) {
                        adopt(list, result);
                    } else {
                        LOG.warn("the nodes gave no new node list, asking the seeds: {}", failure.getMessage());
                        bootstrap(result);
                    }
                });
    }

    private void bootstrap(CompletableFuture<NodeList> result) {
        new Bootstrap(loop, timing, network, exchange, requests, keys, random)
                .start(!isUsable)
                .whenComplete((list, failure) -> {
                    if (failure == null) {
                        seedListSize = list.size();
                        adopt(list, result);
                    } else {
                        ended();
                        result.completeExceptionally(failure);
                    }
                });
    }

    private void adopt(NodeList list, CompletableFuture<NodeList> result) {
        current = list;
        isUsable = true;
        ended();
        LOG.debug("node list of {} nodes", list.size());
        try {
            onChange.run();
        } finally {
            result.complete(list);
        }
    }

    private void ended() {
        fetching = null;
        lastFetchNanos = loop.nanoTime();
    }

    /** Fewest nodes of a list worth having: on a network that has so few itself, more than half of it. */
    private int minimum() {
        int usual = timing.get(Timing.Count.MIN_NODES);
        return seedListSize == 0 ? usual : Math.min(usual, seedListSize / 2 + 1);
    }

    private Duration age() {
        return Duration.between(current.refreshed(), loop.now());
    }

    /** Whoever waits for the list waits in vain. */
    public void close(Throwable reason) {
        if (fetching != null) {
            fetching.completeExceptionally(reason);
        }
    }
}
