package org.session4j.benchmarks;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.session4j.crypto.sodium.SodiumFunctions;
import org.session4j.onion.wire.EncodedOnionRequest;
import org.session4j.onion.wire.NodeAnswer;
import org.session4j.onion.wire.OnionAnswer;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.OnionHop;
import org.session4j.onion.wire.OnionRequestEncoder;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/**
 * An onion request with 1 KiB of payload over three hops to a node, and the opening of its answer, with a mailbox that
 * takes 1 KiB, beside the bare libsodium calls for the same layers.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OnionBenchmark {

    private static final int PAYLOAD = 1024;
    private static final int LAYERS = 4;

    /** A layer around a request adds nonce, tag, frame length and routing JSON. */
    private static final int LAYER_OVERHEAD = 232;

    /** What a node answers to {@code retrieve}, one message. */
    private static String mailbox() {
        String before = "{\"hf\":[19,0],\"messages\":[{\"data\":\"";
        String after = "\",\"expiration\":1701209600000,\"hash\":\"" + "h".repeat(43)
                + "\",\"timestamp\":1700000000000}],\"more\":false,\"t\":1700000001000}";
        return before + "A".repeat(PAYLOAD - before.length() - after.length()) + after;
    }

    /** Ours, with one backend or the other. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"libsodium", "bouncycastle"})
        String backend = "";

        private final SecureRandom random = new SecureRandom();
        private final List<OnionHop> path = new ArrayList<>();
        private OnionHop destination;
        private OnionRequestEncoder encoder;
        private Bytes payload = Bytes.empty();
        private EncodedOnionRequest request;
        private byte[] answer;

        @Setup
        public void prepare() throws Exception {
            Crypto crypto = Crypto.named(backend);
            encoder = new OnionRequestEncoder(crypto, random);
            for (int i = 0; i < LAYERS - 1; i++) {
                path.add(hop(crypto));
            }
            destination = hop(crypto);
            payload = Bytes.of(new byte[PAYLOAD]);
            request = build();
            byte[] plaintext = NodeAnswer.encode(200, mailbox());
            answer = NodeAnswer.seal(plaintext, request.answerCipher(), random, true);
        }

        private OnionHop hop(Crypto crypto) {
            byte[] seed = new byte[Crypto.ED25519_SEED];
            random.nextBytes(seed);
            Ed25519KeyPair keys = Ed25519KeyPair.ofSeed(seed, crypto);
            return new OnionHop(keys.publicKey(), keys.toX25519().publicKey(), OnionCipher.XCHACHA20);
        }

        EncodedOnionRequest build() throws Exception {
            return encoder.encodeForNode(path, destination, payload);
        }

        OnionAnswer open() throws Exception {
            return request.openAnswer(answer);
        }
    }

    /** The same functions of libsodium on prepared arrays of the same sizes. */
    @State(Scope.Benchmark)
    public static class Floor {

        private final byte[] secret = new byte[32];
        private final byte[] publicKey = new byte[32];
        private final byte[] nodeKey = new byte[32];
        private final byte[] shared = new byte[32];
        private final byte[] key = new byte[32];
        private final byte[] nonce = new byte[24];
        private final byte[] hashed = new byte[96];
        private final byte[][] plaintexts = new byte[LAYERS][];
        private final byte[][] ciphertexts = new byte[LAYERS][];
        private byte[] answerPlaintext = new byte[0];
        private byte[] answerCiphertext = new byte[0];

        @Setup
        public void prepare() throws Exception {
            SodiumFunctions.load();
            new SecureRandom().nextBytes(secret);
            SodiumFunctions.x25519Base(nodeKey, secret);
            for (int i = 0; i < LAYERS; i++) {
                plaintexts[i] = new byte[PAYLOAD + 18 + LAYER_OVERHEAD * i];
                ciphertexts[i] = new byte[plaintexts[i].length + 16];
            }
            answerPlaintext = NodeAnswer.encode(200, mailbox());
            answerCiphertext = new byte[answerPlaintext.length + 16];
            SodiumFunctions.xchacha20Encrypt(answerCiphertext, answerPlaintext, new byte[24], new byte[32]);
        }

        byte[] build() {
            for (int i = 0; i < LAYERS; i++) {
                SodiumFunctions.x25519Base(publicKey, secret);
                SodiumFunctions.x25519(shared, secret, nodeKey);
                SodiumFunctions.blake2b(key, hashed);
                SodiumFunctions.xchacha20Encrypt(ciphertexts[i], plaintexts[i], nonce, key);
            }
            return ciphertexts[LAYERS - 1];
        }

        byte[] open(byte[] zeroNonce, byte[] zeroKey) {
            SodiumFunctions.xchacha20Decrypt(answerPlaintext, answerCiphertext, zeroNonce, zeroKey);
            return answerPlaintext;
        }
    }

    /** Nonce and key of the answer that the floor opens. */
    @State(Scope.Benchmark)
    public static class ZeroKey {
        private final byte[] nonce = new byte[24];
        private final byte[] key = new byte[32];
    }

    @Benchmark
    public EncodedOnionRequest build(Ours ours) throws Exception {
        return ours.build();
    }

    @Benchmark
    public OnionAnswer open(Ours ours) throws Exception {
        return ours.open();
    }

    /** A whole exchange as the client sees it. */
    @Benchmark
    public OnionAnswer buildAndOpen(Ours ours) throws Exception {
        ours.build().close();
        return ours.open();
    }

    @Benchmark
    public byte[] buildFloor(Floor floor) {
        return floor.build();
    }

    @Benchmark
    public byte[] openFloor(Floor floor, ZeroKey zero) {
        return floor.open(zero.nonce, zero.key);
    }

    @Benchmark
    public byte[] buildAndOpenFloor(Floor floor, ZeroKey zero) {
        floor.build();
        return floor.open(zero.nonce, zero.key);
    }
}
