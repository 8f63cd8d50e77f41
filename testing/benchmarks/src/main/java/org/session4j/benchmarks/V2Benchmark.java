package org.session4j.benchmarks;

import java.security.SecureRandom;
import java.util.Arrays;
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
import org.session4j.protocol.Account;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.KeyUse;
import org.session4j.protocol.v2.V2Cipher;
import org.session4j.protocol.v2.V2Message;

/**
 * Encryption v2 of a content of 1 KiB, and the bare functions that it cannot do without: those of libsodium, and ML-KEM,
 * SHA-3 and SHAKE, which both backends have in pure Java.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class V2Benchmark {

    static final int CONTENT = 1024;

    /** Ours, with one backend or the other. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"libsodium", "bouncycastle"})
        String backend = "";

        private final SecureRandom random = new SecureRandom();
        private final byte[] content = new byte[CONTENT];
        private V2Cipher cipher;
        private Account sender;
        private Account recipient;
        private HybridKeyPair key;
        private byte[] stored;

        @Setup
        public void prepare() throws Exception {
            Crypto crypto = Crypto.named(backend);
            cipher = V2Cipher.of(crypto);
            sender = Account.generate(random, crypto);
            recipient = Account.generate(random, crypto);
            byte[] seed = new byte[KeyUse.SEED_LENGTH];
            random.nextBytes(seed);
            key = HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.ACCOUNT, crypto);
            random.nextBytes(content);
            stored = encrypt();
        }

        byte[] encrypt() throws Exception {
            return cipher.encrypt(
                    content, sender.ed25519KeyPair(), recipient.sessionId(), key.publicKey(), null, random);
        }

        V2Message decrypt() throws Exception {
            return cipher.decrypt(stored, recipient.x25519KeyPair(), List.of(key));
        }
    }

    /** The same functions on prepared arrays of the same sizes. */
    @State(Scope.Benchmark)
    public static class Floor {

        private final Crypto java = Crypto.named("bouncycastle");
        private final byte[] ephemeralSecret = new byte[32];
        private final byte[] ephemeralPublic = new byte[32];
        private final byte[] recipientSecret = new byte[32];
        private final byte[] recipientPublic = new byte[32];
        private final byte[] senderSeed = new byte[32];
        private final byte[] senderSecret = new byte[64];
        private final byte[] senderPublic = new byte[32];
        private final byte[] converted = new byte[32];
        private final byte[] shared = new byte[32];
        private final byte[] mask = new byte[16];
        private final byte[] bothKeys = new byte[64];
        private final byte[] hash = new byte[64];
        private final byte[] signature = new byte[64];
        private final byte[] coins = new byte[32];
        private final byte[] combined = new byte[134];
        private final byte[] nonce = new byte[24];
        private byte[] covered = new byte[0];
        private byte[] padded = new byte[0];
        private byte[] sealed = new byte[0];
        private byte[] mlkemSecret = new byte[0];
        private byte[] mlkemPublic = new byte[0];
        private byte[] ciphertext = new byte[0];

        @Setup
        public void prepare() throws Exception {
            SodiumFunctions.load();
            SecureRandom random = new SecureRandom();
            random.nextBytes(ephemeralSecret);
            random.nextBytes(recipientSecret);
            random.nextBytes(senderSeed);
            SodiumFunctions.x25519Base(recipientPublic, recipientSecret);
            SodiumFunctions.seedKeypair(senderPublic, senderSecret, senderSeed);
            mlkemSecret = java.mlkem768SeedKeypair(new byte[64]);
            mlkemPublic = Arrays.copyOfRange(mlkemSecret, 1152, 2336);
            covered = new byte[CONTENT + 44];
            int message = V2Cipher.encryptedLength(CONTENT, false);
            sealed = new byte[message - 1124];
            padded = new byte[sealed.length - 16];
            encrypt();
        }

        byte[] encrypt() throws Exception {
            SodiumFunctions.x25519Base(ephemeralPublic, ephemeralSecret);
            SodiumFunctions.x25519(shared, ephemeralSecret, recipientPublic);
            SodiumFunctions.blake2b(mask, bothKeys);
            ciphertext = Arrays.copyOf(java.mlkem768Encapsulate(mlkemPublic, coins), 1088);
            SodiumFunctions.x25519(shared, ephemeralSecret, recipientPublic);
            byte[] key = Arrays.copyOf(java.shake256(56, java.sha3Hash256(combined)), 32);
            SodiumFunctions.blake2b(hash, covered);
            SodiumFunctions.sign(signature, hash, senderSecret);
            SodiumFunctions.xchacha20Encrypt(sealed, padded, nonce, key);
            return sealed;
        }

        byte[] decrypt() throws Exception {
            SodiumFunctions.x25519(shared, recipientSecret, ephemeralPublic);
            SodiumFunctions.blake2b(mask, bothKeys);
            SodiumFunctions.x25519(shared, recipientSecret, ephemeralPublic);
            System.arraycopy(java.mlkem768Decapsulate(ciphertext, mlkemSecret), 0, combined, 0, 32);
            byte[] key = Arrays.copyOf(java.shake256(56, java.sha3Hash256(combined)), 32);
            SodiumFunctions.xchacha20Decrypt(padded, sealed, nonce, key);
            SodiumFunctions.blake2b(hash, covered);
            SodiumFunctions.verify(signature, hash, senderPublic);
            SodiumFunctions.publicKeyToX25519(converted, senderPublic);
            return padded;
        }
    }

    @Benchmark
    public byte[] encrypt(Ours ours) throws Exception {
        return ours.encrypt();
    }

    @Benchmark
    public V2Message decrypt(Ours ours) throws Exception {
        return ours.decrypt();
    }

    @Benchmark
    public byte[] encryptFloor(Floor floor) throws Exception {
        return floor.encrypt();
    }

    @Benchmark
    public byte[] decryptFloor(Floor floor) throws Exception {
        return floor.decrypt();
    }
}
