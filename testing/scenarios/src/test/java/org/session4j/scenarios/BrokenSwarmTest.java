package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.session4j.client.MessageReceived;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionNetworkException;
import org.session4j.protocol.Account;
import org.session4j.testkit.Fault;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;

/**
 * Every member of the recipient's swarm is broken, each in another way. Nothing can be delivered for sure, and whoever
 * sends is told so; once the swarm has recovered, each message arrives once.
 */
class BrokenSwarmTest {

    private static final int MESSAGES = 8;

    /** A test that hangs should say so; nothing else depends on it. */
    private static final long PATIENCE_SECONDS = 600;

    private static final List<Fault> FAULTS = List.of(
            new Fault.Dead(),
            new Fault.Hanging(),
            new Fault.TamperedReply(),
            new Fault.WrongSwarm(),
            new Fault.WrongClock(Duration.ofMinutes(5)),
            new Fault.ServerError(503));

    @Test
    void everySendEndsAndWhatMayHaveArrivedCanBeSentOn() throws Exception {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        try (TestNetwork network = TestNetwork.builder().start();
                SessionClient alice = SessionClient.builder(network)
                        .account(Account.generate())
                        .open();
                SessionClient bob = SessionClient.builder(network)
                        .account(Account.generate())
                        .open()) {
            bob.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    arrived.add(m.text());
                }
            });
            breakAll(network.swarmOf(bob.sessionId()));

            List<CompletableFuture<SentMessage>> sendings = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                sendings.add(alice.async().send(bob.sessionId(), "message " + i));
            }
            List<SessionNetworkException> failures = new ArrayList<>();
            for (CompletableFuture<SentMessage> sending : sendings) {
                failures.add(failureOf(sending));
            }

            network.clearFaults();
            CarefulSender toBob = new CarefulSender(alice, bob.sessionId());
            for (int i = 0; i < MESSAGES; i++) {
                toBob.send("message " + i, failures.get(i));
            }
            toBob.send("the last one");
            assertThatEachArrivesOnce(arrived);
        }
    }

    private static void breakAll(List<TestNode> swarm) {
        assertThat(swarm).hasSameSizeAs(FAULTS);
        for (int i = 0; i < FAULTS.size(); i++) {
            swarm.get(i).fault(FAULTS.get(i));
        }
    }

    private static SessionNetworkException failureOf(CompletableFuture<SentMessage> sending) throws Exception {
        try {
            throw new AssertionError("confirmed by "
                    + sending.get(PATIENCE_SECONDS, TimeUnit.SECONDS).confirmations() + " nodes of a broken swarm");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(SessionNetworkException.class);
            return (SessionNetworkException) e.getCause();
        }
    }

    private static void assertThatEachArrivesOnce(BlockingQueue<String> arrived) throws InterruptedException {
        Set<String> texts = new HashSet<>();
        while (texts.size() < MESSAGES + 1) {
            String text = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(text).as("of %s", texts).isNotNull();
            assertThat(texts.add(text)).as(text).isTrue();
        }
    }
}
