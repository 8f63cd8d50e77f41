package org.session4j.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.session4j.protocol.crypto.Crypto;

/**
 * Sender-key messages of 1 KiB from one member to another, beside those of libsignal, in the same JVM and in turns: key
 * step, encryption, signature, and the state behind it serialised, on both sides. And what a new epoch costs one of 100
 * members.
 *
 * <p>A message can be opened once, so that each round makes its messages anew, in blocks whose processor time is taken. Of
 * the rounds the first quartile counts, as in {@link RatioTable}.
 */
final class SenderKeyBenchmark {

    private static final int WARM_UP = 10;
    private static final int ROUNDS = 40;
    private static final int MESSAGES = 500;
    private static final int CONTENT = 1024;
    private static final int REKEYS = 15;

    private static final String SIGNAL = "libsignal";
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SenderKeyBenchmark() {}

    /** Both ends of a chain. */
    interface Chain {

        byte[] encrypt(byte[] content) throws Exception;

        byte[] decrypt(byte[] message) throws Exception;
    }

    private interface ChainMaker {

        Chain make() throws Exception;
    }

    private interface Block {

        void run() throws Exception;
    }

    static void run(PrintStream out) throws Exception {
        Map<String, ChainMaker> makers = new LinkedHashMap<>();
        makers.put(SIGNAL, SignalChain::new);
        for (String backend : Crypto.available()) {
            makers.put(backend, () -> new SenderKeyChain(Crypto.named(backend)));
        }
        Map<String, List<Double>> encryptions = new LinkedHashMap<>();
        Map<String, List<Double>> decryptions = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (Map.Entry<String, ChainMaker> maker : makers.entrySet()) {
                Chain chain = maker.getValue().make();
                byte[][] messages = new byte[MESSAGES][];
                double encrypt = nanos(() -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        messages[i] = chain.encrypt(new byte[CONTENT]);
                    }
                });
                double decrypt = nanos(() -> {
                    for (byte[] message : messages) {
                        requireContent(chain.decrypt(message));
                    }
                });
                if (round >= WARM_UP) {
                    add(encryptions, maker.getKey(), encrypt / MESSAGES / NANOS_PER_MICRO);
                    add(decryptions, maker.getKey(), decrypt / MESSAGES / NANOS_PER_MICRO);
                }
            }
        }
        out.println("| sender key, 1 KiB | implementation | µs | libsignal µs | times as fast |");
        out.println("| --- | --- | --- | --- | --- |");
        print("encrypt", encryptions, out);
        print("decrypt", decryptions, out);
        out.println();
        rekeys(out);
    }

    private static void print(String operation, Map<String, List<Double>> times, PrintStream out) {
        double theirs = quartile(times.getOrDefault(SIGNAL, List.of()));
        times.forEach((name, rounds) -> {
            if (!name.equals(SIGNAL)) {
                double ours = quartile(rounds);
                out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %.1f | %.2f |%n",
                        operation,
                        name,
                        ours,
                        theirs,
                        theirs / ours);
            }
        });
    }

    private static void rekeys(PrintStream out) throws Exception {
        out.println("| a new epoch of 100 members, for one of them | backend | ms |");
        out.println("| --- | --- | --- |");
        for (String backend : Crypto.available()) {
            Map<String, List<Double>> times = new LinkedHashMap<>();
            RekeyedGroup group = new RekeyedGroup(Crypto.named(backend));
            for (int i = 0; i < REKEYS; i++) {
                group.prepare();
                add(times, "admin signs the change", nanos(group::sign) / NANOS_PER_MILLI);
                add(times, "verify it, make a chain and its distribution", nanos(group::apply) / NANOS_PER_MILLI);
                add(times, "seal that one-to-one for 99", nanos(group::seal) / NANOS_PER_MILLI);
                add(times, "take over the chains of 99", nanos(group::accept) / NANOS_PER_MILLI);
            }
            times.forEach(
                    (step, rounds) -> out.printf(Locale.ROOT, "| %s | %s | %.2f |%n", step, backend, quartile(rounds)));
        }
    }

    /** Processor time of this thread, native code included. */
    private static double nanos(Block block) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        block.run();
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    private static void requireContent(byte[] content) {
        if (content.length != CONTENT) {
            throw new IllegalStateException("what was opened is not what was written");
        }
    }

    private static void add(Map<String, List<Double>> to, String name, double value) {
        to.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    private static double quartile(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 4).findFirst().orElseThrow();
    }
}
