package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.MessageReceived;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.testkit.Fault;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;

/**
 * Five hundred messages from Alice to Bob while a third of all nodes is broken, in another way and elsewhere every
 * fifty messages, though never more than half of one swarm. Each message arrives once and the history is in order.
 * The networks run side by side: they wait most of the time.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultyNetworkTest {

    private static final int MESSAGES = 500;
    private static final int MESSAGES_PER_DRAW = 50;
    private static final int UNDER_WAY = 8;

    /** A test that hangs should say so instead of running into the build's limit; nothing else depends on it. */
    private static final long PATIENCE_SECONDS = 600;

    private static final List<Fault> FAULTS = List.of(
            new Fault.Dead(),
            new Fault.Slow(Duration.ofMillis(40)),
            new Fault.Hanging(),
            new Fault.DroppedReply(),
            new Fault.HalfReply(),
            new Fault.TamperedReply(),
            new Fault.Lying(),
            new Fault.WrongSwarm(),
            new Fault.WrongClock(Duration.ofMinutes(10)),
            new Fault.ServerError(500),
            new Fault.DiskFull());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyMessageArrivesOnceAndInOrderWhileAThirdOfTheNodesIsBroken(long seed) throws Exception {
        Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
        CountDownLatch everything = new CountDownLatch(MESSAGES + 1);
        try (TestNetwork network = TestNetwork.builder().seed(seed).start();
                SessionClient alice = SessionClient.builder(network)
                        .account(Account.generate())
                        .open();
                SessionClient bob = SessionClient.builder(network)
                        .account(Account.generate())
                        .open()) {
            bob.onEvent(event -> {
                if (event instanceof MessageReceived m
                        && received.computeIfAbsent(m.text(), text -> new AtomicInteger())
                                        .incrementAndGet()
                                == 1) {
                    everything.countDown();
                }
            });

            CarefulSender toBob = new CarefulSender(alice, bob.sessionId());
            List<SentMessage> sent = sendAll(network, new FaultDeck(new Random(seed)), toBob);
            network.clearFaults();
            sent.add(toBob.send("the last one"));

            assertThat(everything.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%d of %d messages arrived", received.size(), MESSAGES + 1)
                    .isTrue();
            assertThat(received).hasSize(MESSAGES + 1);
            assertThat(received)
                    .allSatisfy((text, times) -> assertThat(times).as(text).hasValue(1));
            assertThatHistoryIsInOrder(bob, alice, sent);
            reportHits(network, seed);
        }
    }

    private static List<SentMessage> sendAll(TestNetwork network, FaultDeck deck, CarefulSender toBob)
            throws Exception {
        List<SentMessage> sent = new ArrayList<>();
        var senders = Executors.newFixedThreadPool(UNDER_WAY);
        try {
            for (int draw = 0; draw < MESSAGES / MESSAGES_PER_DRAW; draw++) {
                deck.breakAThirdOf(network, toBob.to());
                int first = draw * MESSAGES_PER_DRAW;
                List<CompletableFuture<SentMessage>> underWay = IntStream.range(first, first + MESSAGES_PER_DRAW)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> toBob.send("message " + i), senders))
                        .collect(Collectors.toList());
                for (CompletableFuture<SentMessage> message : underWay) {
                    sent.add(message.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
                }
            }
        } finally {
            senders.shutdownNow();
        }
        return sent;
    }

    private static void assertThatHistoryIsInOrder(SessionClient bob, SessionClient alice, List<SentMessage> sent) {
        List<ChatMessage> history = bob.history(Conversation.between(bob.sessionId(), alice.sessionId()));
        assertThat(history).hasSize(MESSAGES + 1);
        assertThat(history).extracting(ChatMessage::timestamp).isSorted().doesNotHaveDuplicates();
        assertThat(history)
                .extracting(ChatMessage::timestamp)
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(SentMessage::timestamp).collect(Collectors.toList()));
    }

    private static void reportHits(TestNetwork network, long seed) {
        Map<Fault.Kind, Long> hits = new TreeMap<>();
        for (Fault fault : FAULTS) {
            hits.put(fault.kind(), network.hits(fault.kind()));
        }
        System.out.println("faults: seed " + seed + " " + hits);
        assertThat(hits)
                .allSatisfy((kind, count) ->
                        assertThat(count).as("hits of %s", kind).isPositive());
    }

    /**
     * Deals faults so that each kind comes up again and again, on nodes drawn anew. Two broken ones are always in the
     * swarm of the recipient, with a deck of their own: there every message meets them.
     */
    private static final class FaultDeck {

        private static final int BROKEN_AT_RECIPIENT = 2;

        private final Random random;
        private final Deque<Fault> atRecipient = new ArrayDeque<>();
        private final Deque<Fault> elsewhere = new ArrayDeque<>();

        FaultDeck(Random random) {
            this.random = random;
        }

        void breakAThirdOf(TestNetwork network, SessionId recipient) {
            network.clearFaults();
            List<TestNode> itsSwarm = shuffled(network.swarmOf(recipient)).subList(0, BROKEN_AT_RECIPIENT);
            itsSwarm.forEach(node -> node.fault(next(atRecipient)));
            List<TestNode> others = shuffled(network.nodes());
            others.removeAll(network.swarmOf(recipient));
            Map<Long, Integer> brokenInSwarm = new TreeMap<>();
            int broken = BROKEN_AT_RECIPIENT;
            for (TestNode node : others) {
                int half = network.swarm(node.swarm()).size() / 2;
                if (broken < network.nodes().size() / 3 && brokenInSwarm.getOrDefault(node.swarm(), 0) < half) {
                    node.fault(next(elsewhere));
                    brokenInSwarm.merge(node.swarm(), 1, Integer::sum);
                    broken++;
                }
            }
        }

        private Fault next(Deque<Fault> deck) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled(FAULTS));
            }
            return deck.pop();
        }

        private <T> List<T> shuffled(List<T> list) {
            List<T> copy = new ArrayList<>(list);
            Collections.shuffle(copy, random);
            return copy;
        }
    }
}
