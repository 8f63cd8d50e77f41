package org.session4j.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.session4j.crypto.sodium.SodiumFunctions;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.DeterministicCipher;
import org.session4j.protocol.attachment.DeterministicCipher.Domain;
import org.session4j.protocol.attachment.EncryptedBytes;
import org.session4j.protocol.attachment.EncryptedFile;
import org.session4j.protocol.attachment.FileSource;
import org.session4j.protocol.attachment.LegacyCipher;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/**
 * A file of 1 MB from a stream to a stream, in both forms, beside the raw ciphers and hashes that each cannot do without,
 * on prepared arrays: AES-CBC, HMAC and SHA-256 of the JDK; BLAKE2b and the secretstream of libsodium.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FileBenchmark {

    /** Of the content, in bytes. */
    static final int CONTENT = 1_000_000;

    private static final int PIECE = 1 << 15;

    private static final OutputStream NOWHERE = new OutputStream() {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}
    };

    /** The legacy form, which needs the JDK only. */
    @State(Scope.Benchmark)
    public static class Legacy {

        @Param("jdk")
        String backend = "";

        private final SecureRandom random = new SecureRandom();
        private final byte[] content = new byte[CONTENT];
        private EncryptedBytes encrypted;
        private byte[] file;

        @Setup
        public void prepare() {
            random.nextBytes(content);
            encrypted = LegacyCipher.encrypt(content, random);
            file = encrypted.content().toByteArray();
        }
    }

    /** What that is made of. */
    @State(Scope.Benchmark)
    public static class RawLegacy {

        private byte[] padded;
        private byte[] encrypted;
        private Cipher encryptor;
        private Cipher decryptor;
        private Mac mac;
        private MessageDigest digest;

        @Setup
        public void prepare() throws Exception {
            padded = new byte[LegacyCipher.paddedLength(CONTENT)];
            SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
            IvParameterSpec iv = new IvParameterSpec(new byte[16]);
            encryptor = Cipher.getInstance("AES/CBC/PKCS5Padding");
            encryptor.init(Cipher.ENCRYPT_MODE, key, iv);
            decryptor = Cipher.getInstance("AES/CBC/PKCS5Padding");
            decryptor.init(Cipher.DECRYPT_MODE, key, iv);
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            digest = MessageDigest.getInstance("SHA-256");
            encrypted = encryptor.doFinal(padded);
        }
    }

    /** The deterministic form, with one backend or the other. */
    @State(Scope.Benchmark)
    public static class Deterministic {

        @Param({"libsodium", "bouncycastle"})
        String backend = "";

        private final byte[] content = new byte[CONTENT];
        private DeterministicCipher cipher;
        private Ed25519KeyPair owner;
        private Bytes key = Bytes.empty();
        private byte[] file;

        @Setup
        public void prepare() {
            Crypto crypto = Crypto.named(backend);
            new SecureRandom().nextBytes(content);
            cipher = DeterministicCipher.of(crypto);
            owner = Ed25519KeyPair.generate(new SecureRandom(), crypto);
            EncryptedBytes encrypted = cipher.encrypt(content, owner, Domain.ATTACHMENT);
            key = encrypted.file().key();
            file = encrypted.content().toByteArray();
        }
    }

    /** What that is made of. */
    @State(Scope.Benchmark)
    public static class RawDeterministic {

        private final byte[] header = new byte[24];
        private final byte[] key = new byte[32];
        private final byte[] hash = new byte[56];
        private final byte[] tag = new byte[1];
        private final byte[] hashed = new byte[32 + CONTENT];
        private byte[][] pieces;
        private byte[][] encrypted;

        @Setup
        public void prepare() throws Exception {
            SodiumFunctions.load();
            long padded = CONTENT + DeterministicCipher.paddingLength(CONTENT);
            pieces = new byte[(int) ((padded + PIECE - 1) / PIECE)][];
            encrypted = new byte[pieces.length][];
            for (int i = 0; i < pieces.length; i++) {
                pieces[i] = new byte[(int) Math.min(PIECE, padded - (long) i * PIECE)];
                encrypted[i] = new byte[pieces[i].length + 17];
            }
            encrypt();
        }

        byte[][] encrypt() {
            SodiumFunctions.blake2b(hash, hashed);
            byte[] state = SodiumFunctions.secretstream(header, key);
            for (int i = 0; i < pieces.length; i++) {
                SodiumFunctions.secretstreamPush(state, encrypted[i], pieces[i], 0);
            }
            return encrypted;
        }

        byte[][] decrypt() {
            byte[] state = SodiumFunctions.secretstream(header, key);
            for (int i = 0; i < pieces.length; i++) {
                SodiumFunctions.secretstreamPull(state, pieces[i], tag, encrypted[i]);
            }
            return pieces;
        }
    }

    @Benchmark
    public EncryptedFile legacyEncrypt(Legacy legacy) throws Exception {
        return LegacyCipher.encrypt(FileSource.of(legacy.content), NOWHERE, legacy.random);
    }

    @Benchmark
    public void legacyDecrypt(Legacy legacy) throws Exception {
        EncryptedFile facts = legacy.encrypted.file();
        LegacyCipher.decrypt(new ByteArrayInputStream(legacy.file), NOWHERE, facts.key(), facts.digest(), CONTENT);
    }

    @Benchmark
    public byte[] legacyEncryptFloor(RawLegacy raw) throws Exception {
        raw.encryptor.doFinal(raw.padded, 0, raw.padded.length, raw.encrypted);
        raw.mac.doFinal(raw.encrypted);
        return raw.digest.digest(raw.encrypted);
    }

    @Benchmark
    public byte[] legacyDecryptFloor(RawLegacy raw) throws Exception {
        raw.mac.doFinal(raw.encrypted);
        raw.decryptor.doFinal(raw.encrypted, 0, raw.encrypted.length, raw.padded);
        return raw.digest.digest(raw.encrypted);
    }

    @Benchmark
    public EncryptedFile deterministicEncrypt(Deterministic ours) throws Exception {
        return ours.cipher.encrypt(FileSource.of(ours.content), NOWHERE, ours.owner, Domain.ATTACHMENT);
    }

    @Benchmark
    public void deterministicDecrypt(Deterministic ours) throws Exception {
        ours.cipher.decrypt(new ByteArrayInputStream(ours.file), NOWHERE, ours.key);
    }

    @Benchmark
    public byte[][] deterministicEncryptFloor(RawDeterministic raw) {
        return raw.encrypt();
    }

    @Benchmark
    public byte[][] deterministicDecryptFloor(RawDeterministic raw) {
        return raw.decrypt();
    }
}
