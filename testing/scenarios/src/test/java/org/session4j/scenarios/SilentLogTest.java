package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionNetworkException;
import org.session4j.protocol.Account;
import org.session4j.protocol.Hex;
import org.session4j.testkit.Fault;
import org.session4j.testkit.TestNetwork;
import org.slf4j.LoggerFactory;

/** The log at its most talkative, of a conversation in which much goes wrong: nobody can be recognised in it. */
@Timeout(1_200)
class SilentLogTest {

    private static final String TEXT = "the text that must not be in the log";
    private static final int MESSAGES = 20;

    /** A test that hangs should say so; nothing else depends on it. */
    private static final long PATIENCE_SECONDS = 600;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final LogRecorder recorder = new LogRecorder();

    @BeforeEach
    void listen() {
        recorder.listenTo(root);
        root.setLevel(Level.TRACE);
        root.getAppender("STDERR").stop();
    }

    @AfterEach
    void stopListening() {
        root.getAppender("STDERR").start();
        root.setLevel(level);
        root.detachAppender(recorder);
    }

    @Test
    void noIdKeyOrTextIsLoggedAtTrace() throws Exception {
        try (Account alice = Account.generate();
                Account bob = Account.generate()) {
            talk(alice, bob);

            assertThat(recorder.lines).as("something is logged at all").isNotEmpty();
            List<String> secrets = new ArrayList<>(List.of(TEXT));
            for (Account account : List.of(alice, bob)) {
                secrets.addAll(formsOf(account.sessionId().key()));
                secrets.addAll(formsOf(account.ed25519PublicKey().toByteArray()));
                secrets.addAll(formsOf(account.seed().exposeSecretBytes()));
            }
            for (String line : recorder.lines) {
                assertThat(line).doesNotContainIgnoringCase(secrets.toArray(new CharSequence[0]));
            }
        }
    }

    private static void talk(Account alice, Account bob) throws Exception {
        CountDownLatch arrived = new CountDownLatch(MESSAGES);
        try (TestNetwork network = TestNetwork.builder().seed(7).start();
                SessionClient sender =
                        SessionClient.builder(network).account(alice).open();
                SessionClient receiver =
                        SessionClient.builder(network).account(bob).open()) {
            receiver.onEvent(event -> {
                if (event instanceof MessageReceived) {
                    arrived.countDown();
                    throw new IllegalStateException("a listener that fails");
                }
            });
            breakSome(network);
            int confirmed = 0;
            for (int i = 0; confirmed < MESSAGES && i < 10 * MESSAGES; i++) {
                try {
                    sender.send(receiver.sessionId(), TEXT + " " + i);
                    confirmed++;
                } catch (SessionNetworkException expected) {
                    assertThat(expected.getMessage())
                            .doesNotContain(TEXT, receiver.sessionId().toString());
                }
            }
            network.clearFaults();
            assertThat(hits(network)).as("faults that struck").isPositive();
            assertThat(arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** In each swarm enough nodes are left that every message can be delivered. */
    private static void breakSome(TestNetwork network) {
        List<Fault> faults = List.of(
                new Fault.Dead(),
                new Fault.Hanging(),
                new Fault.TamperedReply(),
                new Fault.WrongSwarm(),
                new Fault.WrongClock(Duration.ofMinutes(5)),
                new Fault.ServerError(503));
        for (int i = 0; i < faults.size(); i++) {
            long swarm = network.swarms().get(i % network.swarms().size());
            network.swarm(swarm).get(i).fault(faults.get(i));
        }
    }

    private static long hits(TestNetwork network) {
        return Arrays.stream(Fault.Kind.values()).mapToLong(network::hits).sum();
    }

    private static List<String> formsOf(byte[] secret) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret);
        return List.of(Hex.format(secret), base64);
    }
}
