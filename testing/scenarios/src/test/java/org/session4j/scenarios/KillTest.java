package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionNetworkException;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.testkit.TestNetwork;

/**
 * A program with a SQLite store is killed again and again, at any moment, while it sends and receives. After all that every
 * message that its client had taken has arrived once, and every message that was sent to it is in its history once.
 */
class KillTest {

    private static final int KILLS = 50;

    /** From the first sign of life, in milliseconds. */
    private static final int LONGEST_LIFE = 700;

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private final byte[] seed = new byte[16];

    @Test
    @Timeout(600)
    void whatAKilledProgramSentAndReceivedIsThereOnce() throws Exception {
        Random random = new Random(7);
        random.nextBytes(seed);
        SessionId killed = Account.ofSeed(seed).sessionId();
        Map<String, AtomicInteger> arrivals = new ConcurrentHashMap<>();
        Set<String> taken = new HashSet<>();
        try (TestNetwork network = TestNetwork.builder().seed(7).start();
                SessionClient bob = SessionClient.builder(network)
                        .account(Account.generate())
                        .open()) {
            bob.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    arrivals.computeIfAbsent(m.text(), text -> new AtomicInteger())
                            .incrementAndGet();
                }
            });
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<List<String>> writing =
                    CompletableFuture.supplyAsync(() -> writeUntil(enough, bob, killed));
            for (int kill = 0; kill < KILLS; kill++) {
                taken.addAll(liveAndDie(network, bob.sessionId(), "life" + kill, random.nextInt(LONGEST_LIFE)));
            }
            enough.set(true);
            List<String> written = writing.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<String> history = lastLife(network, bob.sessionId(), written.size());

            assertThat(texts(history, KilledProgram.RECEIVED))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(written);
            assertThat(texts(history, KilledProgram.SENT))
                    .doesNotHaveDuplicates()
                    .containsAll(taken);
            awaitAll(arrivals, taken);
            assertThat(arrivals)
                    .allSatisfy((text, times) ->
                            assertThat(times).as("arrivals of one message").hasValue(1));
            System.out.println("kills: " + KILLS + ", messages taken " + taken.size() + ", arrived " + arrivals.size()
                    + ", written to it " + written.size());
        }
    }

    /** Writes to the program until it has been killed often enough; what may have arrived is sent on as it is. */
    private static List<String> writeUntil(AtomicBoolean enough, SessionClient bob, SessionId killed) {
        List<String> written = new ArrayList<>();
        while (!enough.get()) {
            String text = "to you " + written.size();
            try {
                bob.send(killed, text);
            } catch (SessionNetworkException e) {
                bob.resend(e.unsent().orElseThrow());
            }
            written.add(text);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return written;
    }

    /** Starts the program, lets it work for a while, and kills it as {@code kill -9} does; what it said it had taken. */
    private List<String> liveAndDie(TestNetwork network, SessionId peer, String prefix, int lifeMillis)
            throws Exception {
        Process program = start(network, peer, prefix, -1);
        List<String> taken = new ArrayList<>();
        try (BufferedReader out = output(program)) {
            assertThat(out.readLine()).as(errors()).isEqualTo(KilledProgram.READY);
            // By its handle: the process object would close the stream in which its last words are.
            CompletableFuture<Boolean> death = CompletableFuture.supplyAsync(
                    program.toHandle()::destroyForcibly,
                    CompletableFuture.delayedExecutor(lifeMillis, TimeUnit.MILLISECONDS));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(KilledProgram.TAKEN)) {
                    taken.add(line.substring(KilledProgram.TAKEN.length()));
                }
            }
            assertThat(death.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return taken;
    }

    /** What the program said before it ended by itself. */
    private String errors() throws IOException {
        Path errors = folder.resolve("errors.txt");
        return Files.exists(errors) ? Files.readString(errors) : "";
    }

    private List<String> lastLife(TestNetwork network, SessionId peer, int expected) throws Exception {
        Process program = start(network, peer, "last", expected);
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = output(program)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } finally {
            program.destroyForcibly();
        }
        assertThat(lines).contains(KilledProgram.END);
        return lines;
    }

    private Process start(TestNetwork network, SessionId peer, String prefix, int expected) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // What is unpacked at each start goes with the test, and there is one library less to unpack.
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-Dorg.session4j.crypto=bouncycastle",
                "-cp",
                classPath(),
                KilledProgram.class.getName(),
                network.seedUri().toString(),
                folder.resolve("store").toString(),
                HexFormat.of().formatHex(seed),
                peer.toString(),
                prefix,
                Integer.toString(expected));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors.txt").toFile()))
                .start();
    }

    /** Everything this test runs with; the test runner may have put it into a jar of its own. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static BufferedReader output(Process program) {
        return new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()))
                .toList();
    }

    private static void awaitAll(Map<String, AtomicInteger> arrivals, Set<String> texts) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!arrivals.keySet().containsAll(texts) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(arrivals.keySet()).containsAll(texts);
    }
}
