package org.session4j.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.session4j.protocol.Account;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.KeyUse;
import org.session4j.protocol.v2.V2Cipher;

/**
 * A device comes back to a mailbox of 10,000 messages in the form with forward secrecy, with the current account key and 30
 * old ones: how many keys it tries for each message with the key indicator, and without it, on some of the same messages.
 */
final class BacklogBenchmark {

    private static final int MESSAGES = 10_000;
    private static final int WITHOUT = 1_000;
    private static final int KEYS = 31;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final AtomicLong trials = new AtomicLong();
    private final Crypto crypto;
    private final V2Cipher cipher;
    private final Account recipient;
    private final List<HybridKeyPair> keys = new ArrayList<>();
    private final byte[][] messages = new byte[MESSAGES][];

    private BacklogBenchmark(Crypto backend) throws Exception {
        SecureRandom random = new SecureRandom();
        crypto = counting(backend);
        cipher = V2Cipher.of(crypto);
        recipient = Account.generate(random, backend);
        for (int i = 0; i < KEYS; i++) {
            byte[] seed = new byte[KeyUse.SEED_LENGTH];
            random.nextBytes(seed);
            keys.add(HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.ACCOUNT, crypto));
        }
        Account sender = Account.generate(random, backend);
        byte[] content = new byte[V2Benchmark.CONTENT];
        for (int i = 0; i < MESSAGES; i++) {
            HybridKeyPair key = keys.get(i % KEYS);
            messages[i] = cipher.encrypt(
                    content, sender.ed25519KeyPair(), recipient.sessionId(), key.publicKey(), null, random);
        }
    }

    /** The same backend, which counts what a trial cannot do without. */
    private Crypto counting(Crypto backend) {
        return (Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("mlkem768Decapsulate")) {
                        trials.incrementAndGet();
                    }
                    try {
                        return method.invoke(backend, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    static void run(PrintStream out) throws Exception {
        out.println("| backlog, 31 keys | backend | messages | trials a message | µs a message |");
        out.println("| --- | --- | --- | --- | --- |");
        for (String name : Crypto.available()) {
            BacklogBenchmark backlog = new BacklogBenchmark(Crypto.named(name));
            backlog.print("with the key indicator", name, MESSAGES, backlog::open, out);
            backlog.print("trying every key", name, WITHOUT, backlog::openByTrial, out);
        }
    }

    private interface Opener {

        void open(byte[] message) throws Exception;
    }

    private void print(String how, String backend, int count, Opener opener, PrintStream out) throws Exception {
        trials.set(0);
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            opener.open(messages[i]);
        }
        double micros = (THREADS.getCurrentThreadCpuTime() - before) / NANOS_PER_MICRO;
        out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.3f | %.0f |%n",
                how,
                backend,
                count,
                trials.get() / (double) count,
                micros / count);
    }

    private void open(byte[] message) throws Exception {
        if (!cipher.decrypt(message, recipient.x25519KeyPair(), keys).isForwardSecret()) {
            throw new IllegalStateException("a message did not open with its key");
        }
    }

    private void openByTrial(byte[] message) throws Exception {
        for (HybridKeyPair key : keys) {
            try {
                if (!cipher.decryptWith(message, recipient.sessionId(), key)
                        .content()
                        .isEmpty()) {
                    return;
                }
            } catch (DecryptionException e) {
                continue;
            }
        }
        throw new IllegalStateException("a message did not open with any key");
    }
}
