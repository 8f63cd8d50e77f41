package org.session4j.swarm;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.swarm.internal.CallOutcome;
import org.session4j.swarm.internal.Exchange;
import org.session4j.swarm.wire.InfoRequest;

/**
 * Asks a few nodes, chosen at random, for the time (network: network time). A node that fails is replaced by another, and
 * a single answer is not enough where there are more nodes: one node alone must not set the clock.
 */
final class ClockProbe {

    /** No node's clock shows an earlier time (messages: network time). */
    private static final Instant EARLIEST = Instant.parse("2021-01-01T00:00:00Z");

    /** Nor such a late one; far behind it, one can no longer reckon with times. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** So many times as many nodes as are wanted are asked at most. */
    private static final int SPARE_FACTOR = 2;

    private static final int FEWEST_SAMPLES = 2;

    private final OnionSender onion;
    private final Exchange.Tools tools;
    private final Random random;

    ClockProbe(OnionSender onion, Exchange.Tools tools, Random random) {
        this.onion = onion;
        this.tools = tools;
        this.random = random;
    }

    CompletableFuture<List<NetworkClock.Sample>> samples() {
        return onion.nodes().thenCompose(this::samples);
    }

    private CompletableFuture<List<NetworkClock.Sample>> samples(NodeList list) {
        int wanted = Math.min(tools.timing().get(Timing.Count.CLOCK_NODES), list.size());
        List<ServiceNode> shuffled = new ArrayList<>(list.nodes());
        Collections.shuffle(shuffled, random);
        Queue<ServiceNode> candidates =
                new ConcurrentLinkedQueue<>(shuffled.subList(0, Math.min(SPARE_FACTOR * wanted, shuffled.size())));
        Queue<NetworkClock.Sample> samples = new ConcurrentLinkedQueue<>();
        CompletableFuture<?>[] asked = new CompletableFuture<?>[wanted];
        for (int i = 0; i < wanted; i++) {
            asked[i] = askNext(candidates, samples);
        }
        return CompletableFuture.allOf(asked).thenCompose(done -> {
            CompletableFuture<List<NetworkClock.Sample>> result = new CompletableFuture<>();
            if (samples.size() < Math.min(FEWEST_SAMPLES, wanted) || samples.isEmpty()) {
                result.completeExceptionally(new IOException("too few service nodes told the time"));
            } else {
                result.complete(List.copyOf(samples));
            }
            return result;
        });
    }

    private CompletableFuture<Void> askNext(Queue<ServiceNode> candidates, Queue<NetworkClock.Sample> samples) {
        ServiceNode node = candidates.poll();
        if (node == null) {
            return CompletableFuture.completedFuture(null);
        }
        long sent = tools.nanoTime().getAsLong();
        return tools.caller()
                .call(node, InfoRequest.of(), Set.of(), tools.timing().get(Timing.Span.CLOCK_REQUEST))
                .thenCompose(outcome -> {
                    if (outcome instanceof CallOutcome.Answered<NodeInfo> answered
                            && isCredible(answered.value().time())) {
                        samples.add(new NetworkClock.Sample(
                                answered.value().time(), sent, tools.nanoTime().getAsLong()));
                        return CompletableFuture.completedFuture(null);
                    }
                    return askNext(candidates, samples);
                });
    }

    private static boolean isCredible(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }
}
