package org.session4j.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.session4j.client.SessionClient;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.testkit.TestNetwork;

/**
 * Messages through the embedded network, over real TLS on loopback: how many a second, and how long one takes from
 * {@code send} until two members of the swarm have signed for it. Nodes and clients share the machine, so this is a
 * measure of the whole, and of use only beside another one of the same machine.
 */
final class NetworkBenchmark {

    /** So many until the compiler has little left to do; then a message takes half as much of the processor as at first. */
    private static final int WARM_UP = 4000;

    private static final int MESSAGES = 2000;

    private NetworkBenchmark() {}

    static void run(PrintStream out) throws Exception {
        out.println("| in flight | messages/s | p50 ms | p99 ms | CPU ms | client KiB | nodes KiB |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        try (TestNetwork network = TestNetwork.start();
                SessionClient alice = SessionClient.builder(network)
                        .account(Account.generate())
                        // The network's own are a tenth of these: a busy machine would measure retries.
                        .timing(Timing.standard())
                        .open();
                Account bob = Account.generate()) {
            measure(alice, bob, WARM_UP, 8);
            for (int underWay : new int[] {1, 8, 64}) {
                ResourceUse before = ResourceUse.now();
                long[] times = measure(alice, bob, MESSAGES, underWay);
                out.println(row(underWay, times, ResourceUse.now(), before));
            }
        }
    }

    /** Nanoseconds of each message, and last of all of them together. */
    private static long[] measure(SessionClient from, Account to, int messages, int underWay) throws Exception {
        long[] times = new long[messages + 1];
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Semaphore places = new Semaphore(underWay);
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            int index = i;
            places.acquire();
            long sent = System.nanoTime();
            CompletableFuture<?> done = from.async()
                    .send(to.sessionId(), "message " + i)
                    .whenComplete((m, e) -> {
                        times[index] = System.nanoTime() - sent;
                        failure.compareAndSet(null, e);
                        places.release();
                    });
            if (failure.get() != null) {
                done.join();
            }
        }
        places.acquire(underWay);
        times[messages] = System.nanoTime() - start;
        if (failure.get() != null) {
            throw new IllegalStateException("a message was not sent", failure.get());
        }
        return times;
    }

    private static String row(int underWay, long[] times, ResourceUse after, ResourceUse before) {
        int messages = times.length - 1;
        long all = times[messages];
        long[] sorted = Arrays.copyOf(times, messages);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "| %d | %.0f | %.1f | %.1f | %.1f | %d | %d |",
                underWay,
                messages / (all / 1e9),
                sorted[messages / 2] / 1e6,
                sorted[messages * 99 / 100] / 1e6,
                after.processorNanosSince(before) / 1e6 / messages,
                after.clientBytesSince(before) / 1024 / messages,
                after.nodeBytesSince(before) / 1024 / messages);
    }
}
