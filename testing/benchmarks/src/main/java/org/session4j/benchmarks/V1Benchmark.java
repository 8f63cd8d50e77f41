package org.session4j.benchmarks;

import java.security.SecureRandom;
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
import org.session4j.protocol.Account;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.MessagePadding;
import org.session4j.protocol.wire.V1Cipher;
import org.session4j.protocol.wire.V1Codec;
import org.session4j.protocol.wire.V1Message;

/** Encryption v1 of a content of 1 KiB in all its layers, and the bare libsodium calls that it cannot do without. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class V1Benchmark {

    private static final int CONTENT = 1024;
    private static final long TIMESTAMP = 1_700_000_000_000L;

    /** Ours, with one backend or the other. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"libsodium", "bouncycastle"})
        String backend = "";

        private final SecureRandom random = new SecureRandom();
        private final byte[] content = new byte[CONTENT];
        private V1Codec codec;
        private Account sender;
        private Account recipient;
        private byte[] stored;

        @Setup
        public void prepare() throws Exception {
            Crypto crypto = Crypto.named(backend);
            codec = V1Codec.of(crypto);
            sender = Account.generate(random, crypto);
            recipient = Account.generate(random, crypto);
            random.nextBytes(content);
            stored = encrypt();
        }

        byte[] encrypt() throws Exception {
            return codec.encode(content, TIMESTAMP, sender.ed25519KeyPair(), recipient.x25519PublicKey(), random);
        }

        V1Message decrypt() throws Exception {
            return codec.decode(stored, recipient.x25519KeyPair());
        }
    }

    /** The same functions of libsodium on prepared arrays of the same sizes. */
    @State(Scope.Benchmark)
    public static class Floor {

        private final byte[] ephemeralSecret = new byte[32];
        private final byte[] decoySeed = new byte[32];
        private final byte[] senderSecret = new byte[64];
        private final byte[] senderPublic = new byte[32];
        private final byte[] decoySecret = new byte[64];
        private final byte[] decoyPublic = new byte[32];
        private final byte[] recipientSecret = new byte[32];
        private final byte[] recipientPublic = new byte[32];
        private final byte[] ephemeralPublic = new byte[32];
        private final byte[] signature = new byte[64];
        private final byte[] decoySignature = new byte[64];
        private final byte[] nonce = new byte[24];
        private final byte[] bothKeys = new byte[64];
        private final byte[] converted = new byte[32];
        private byte[] covered = new byte[0];
        private byte[] signed = new byte[0];
        private byte[] box = new byte[0];
        private byte[] sealed = new byte[0];

        @Setup
        public void prepare() throws Exception {
            SodiumFunctions.load();
            int padded = MessagePadding.pad(new byte[CONTENT]).length;
            covered = new byte[padded + 64];
            signed = new byte[padded + 96];
            box = new byte[signed.length + 16];
            sealed = new byte[padded + V1Cipher.OVERHEAD];
            SecureRandom random = new SecureRandom();
            random.nextBytes(ephemeralSecret);
            random.nextBytes(decoySeed);
            SodiumFunctions.seedKeypair(senderPublic, senderSecret, decoySeed);
            random.nextBytes(decoySeed);
            random.nextBytes(recipientSecret);
            SodiumFunctions.x25519Base(recipientPublic, recipientSecret);
            encrypt();
        }

        byte[] encrypt() {
            SodiumFunctions.sign(signature, covered, senderSecret);
            SodiumFunctions.x25519Base(ephemeralPublic, ephemeralSecret);
            SodiumFunctions.blake2b(nonce, bothKeys);
            SodiumFunctions.box(box, signed, nonce, recipientPublic, ephemeralSecret);
            SodiumFunctions.seedKeypair(decoyPublic, decoySecret, decoySeed);
            SodiumFunctions.sign(decoySignature, sealed, decoySecret);
            return box;
        }

        byte[] decrypt() {
            SodiumFunctions.blake2b(nonce, bothKeys);
            SodiumFunctions.openBox(signed, box, nonce, ephemeralPublic, recipientSecret);
            SodiumFunctions.verify(signature, covered, senderPublic);
            SodiumFunctions.publicKeyToX25519(converted, senderPublic);
            return signed;
        }
    }

    @Benchmark
    public byte[] encrypt(Ours ours) throws Exception {
        return ours.encrypt();
    }

    @Benchmark
    public V1Message decrypt(Ours ours) throws Exception {
        return ours.decrypt();
    }

    @Benchmark
    public byte[] encryptFloor(Floor floor) {
        return floor.encrypt();
    }

    @Benchmark
    public byte[] decryptFloor(Floor floor) {
        return floor.decrypt();
    }
}
