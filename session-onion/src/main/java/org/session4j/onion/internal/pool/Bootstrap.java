package org.session4j.onion.internal.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.session4j.onion.FrozenNodeList;
import org.session4j.onion.Network;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionException;
import org.session4j.onion.SeedServer;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.EventLoop;
import org.session4j.onion.internal.Exchange;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.onion.wire.ServiceNodeStates;
import org.session4j.protocol.MalformedDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first fetching of the node list, when there are no nodes yet that could be asked (network: seed servers). In each
 * round all seeds are asked, one after another in random order, then the pinned nodes by zero-hop onion; the first good
 * answer is it. After the last round the list frozen with the program is taken, if there is one. Belongs to the event
 * loop.
 */
final class Bootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

    private final EventLoop loop;
    private final Timing timing;
    private final Network network;
    private final Exchange exchange;
    private final NodeListRequests requests;
    private final ServiceNodeKeys keys;
    private final Random random;
    private final CompletableFuture<NodeList> result = new CompletableFuture<>();
    private boolean isFrozenListWelcome;

    Bootstrap(
            EventLoop loop,
            Timing timing,
            Network network,
            Exchange exchange,
            NodeListRequests requests,
            ServiceNodeKeys keys,
            Random random) {
        this.loop = loop;
        this.timing = timing;
        this.network = network;
        this.exchange = exchange;
        this.requests = requests;
        this.keys = keys;
        this.random = random;
    }

    /**
     * @param isFrozenListWelcome whether a list frozen long ago is better than none
     * @return the list, or {@link OnionException.Reason#NETWORK_BOOTSTRAP_FAILED}; completed on the event loop
     */
    CompletableFuture<NodeList> start(boolean isFrozenListWelcome) {
        this.isFrozenListWelcome = isFrozenListWelcome;
        round(1);
        return result;
    }

    private void round(int number) {
        List<Supplier<CompletableFuture<List<ServiceNode>>>> sources = new ArrayList<>();
        for (SeedServer seed : shuffled(network.seeds())) {
            sources.add(() -> requests.askSeed(seed, timing.get(Timing.Span.SEED_REQUEST)));
        }
        for (ServiceNode node : shuffled(network.pinnedNodes())) {
            sources.add(() -> requests.askNode(
                    payload -> exchange.post(List.of(), node, payload, timing.get(Timing.Span.SEED_REQUEST))));
        }
        next(number, sources.iterator());
    }

    private void next(int round, Iterator<Supplier<CompletableFuture<List<ServiceNode>>>> sources) {
        if (!sources.hasNext()) {
            roundFailed(round);
            return;
        }
        Limited.within(loop, timing.get(Timing.Span.SEED_REQUEST), sources.next())
                .whenComplete((nodes, failure) -> {
                    if (failure == null) {
                        result.complete(NodeList.of(nodes, loop.now()));
                    } else {
                        LOG.debug("no node list from a seed: {}", failure.toString());
                        next(round, sources);
                    }
                });
    }

    private void roundFailed(int round) {
        if (round < timing.get(Timing.Count.BOOTSTRAP_ROUNDS)) {
            Duration pause = timing.get(Timing.Span.BOOTSTRAP_PAUSE).multipliedBy(1L << (round - 1));
            loop.schedule(pause, () -> round(round + 1));
            return;
        }
        FrozenNodeList frozen = network.frozenNodes().orElse(null);
        List<ServiceNode> nodes = frozen != null && isFrozenListWelcome ? read(frozen) : List.of();
        if (frozen != null && !nodes.isEmpty()) {
            result.complete(NodeList.of(nodes, frozen.made()));
            return;
        }
        LOG.warn("no node list of network {}: no seed answered", network.name());
        result.completeExceptionally(new OnionException(
                OnionException.Reason.NETWORK_BOOTSTRAP_FAILED, "no seed of " + network.name() + " gave a node list"));
    }

    private List<ServiceNode> read(FrozenNodeList list) {
        try {
            Duration age = Duration.between(list.made(), loop.now());
            return ServiceNodeStates.decodeFrozen(list.seedAnswer().toByteArray(), age, keys)
                    .nodes();
        } catch (MalformedDataException e) {
            LOG.warn("the frozen node list cannot be read: {}", e.getMessage());
            return List.of();
        }
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
