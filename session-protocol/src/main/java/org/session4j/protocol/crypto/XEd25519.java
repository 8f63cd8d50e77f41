package org.session4j.protocol.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.internal.crypto.Ed25519Keys;
import org.session4j.protocol.internal.crypto.ScalarSignature;
import org.session4j.protocol.internal.crypto.Sha512;

/**
 * Ed25519 signatures under an X25519 key, so that what an account signs can be verified by those who know only its
 * Session ID (messages: XEd25519).
 *
 * <p>An X25519 key belongs to two Ed25519 keys that differ in the sign bit. Both sides take the one whose sign bit is 0;
 * the signer negates its secret scalar where its own key is the other one. A signature made so is an ordinary one under
 * that key.
 */
public final class XEd25519 {

    private static final int HALF = 32;

    /** In bytes, drawn for each signature. */
    private static final int RANDOM = 64;

    /** Personalisation of the hash that gives the nonce (libsession-util: xed25519). */
    private static final byte[] NONCE_PERSONAL = "xed25519signatur".getBytes(StandardCharsets.US_ASCII);

    private static final byte SIGN_BIT = (byte) 0x80;

    private XEd25519() {}

    /** The Ed25519 key with sign bit 0 that belongs to an X25519 key. */
    public static Ed25519PublicKey publicKey(X25519PublicKey key) {
        return Ed25519PublicKey.of(Ed25519Keys.ofX25519(key.toByteArray()));
    }

    /** As {@link #verify(byte[], byte[], X25519PublicKey, Crypto)} with {@link Crypto#get()}. */
    public static boolean verify(byte[] signature, byte[] message, X25519PublicKey key) {
        return verify(signature, message, key, Crypto.get());
    }

    /**
     * Whether a signature is good for a message and the holder of a key.
     *
     * @param signature 64 bytes
     */
    public static boolean verify(byte[] signature, byte[] message, X25519PublicKey key, Crypto crypto) {
        return crypto.ed25519Verify(signature, message, publicKey(key).toByteArray());
    }

    /** As {@link #sign(byte[], X25519KeyPair, SecureRandom, Crypto)} with {@link Crypto#get()}. */
    public static byte[] sign(byte[] message, X25519KeyPair key, SecureRandom random) {
        return sign(message, key, random, Crypto.get());
    }

    /**
     * Signs with a nonce from the key, the message and 64 bytes that are drawn: r = BLAKE2b_64(a || M || Z).
     *
     * @return 64 bytes
     */
    public static byte[] sign(byte[] message, X25519KeyPair key, SecureRandom random, Crypto crypto) {
        byte[] drawn = new byte[RANDOM];
        random.nextBytes(drawn);
        byte[] secret = key.secretKey().exposeSecretBytes();
        byte[] nonce = new byte[0];
        Signer signer = Signer.of(secret, crypto);
        try {
            nonce = crypto.blake2b(2 * HALF, null, NONCE_PERSONAL, signer.scalar, message, drawn);
            return signer.sign(message, nonce);
        } finally {
            signer.wipe();
            Arrays.fill(nonce, (byte) 0);
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(drawn, (byte) 0);
        }
    }

    /** As {@link #signDeterministic(byte[], Ed25519KeyPair, Crypto)} with {@link Crypto#get()}. */
    public static byte[] signDeterministic(byte[] message, Ed25519KeyPair key) {
        return signDeterministic(message, key, Crypto.get());
    }

    /**
     * Signs for the X25519 form of a key with Ed25519's own nonce, r = SHA-512(SHA-512(seed)[32:64] || M): equal input
     * gives equal output. Verifiers see no difference.
     *
     * @return 64 bytes
     */
    public static byte[] signDeterministic(byte[] message, Ed25519KeyPair key, Crypto crypto) {
        byte[] seed = key.seed().exposeSecretBytes();
        byte[] secret = crypto.ed25519SeedToX25519(seed);
        byte[] expanded = Sha512.create().digest(seed);
        byte[] nonce = new byte[0];
        Signer signer = Signer.of(secret, crypto);
        try {
            MessageDigest sha512 = Sha512.create();
            sha512.update(expanded, HALF, HALF);
            nonce = sha512.digest(message);
            return signer.sign(message, nonce);
        } finally {
            signer.wipe();
            Arrays.fill(nonce, (byte) 0);
            Arrays.fill(expanded, (byte) 0);
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** A secret scalar a and its public key A = a · B with sign bit 0. */
    private static final class Signer {

        final byte[] scalar;
        private final byte[] publicKey;
        private final Crypto crypto;

        private Signer(byte[] scalar, byte[] publicKey, Crypto crypto) {
            this.scalar = scalar;
            this.publicKey = publicKey;
            this.crypto = crypto;
        }

        /**
         * @param secret an X25519 secret key of 32 bytes
         */
        static Signer of(byte[] secret, Crypto crypto) {
            byte[] scalar = secret.clone();
            scalar[0] &= (byte) 0xf8;
            scalar[HALF - 1] &= 0x7f;
            scalar[HALF - 1] |= 0x40;
            byte[] publicKey = crypto.ed25519ScalarmultBaseNoclamp(scalar);
            if ((publicKey[HALF - 1] & SIGN_BIT) != 0) {
                publicKey[HALF - 1] &= (byte) ~SIGN_BIT;
                byte[] negated = crypto.ed25519ScalarNegate(scalar);
                Arrays.fill(scalar, (byte) 0);
                scalar = negated;
            }
            return new Signer(scalar, publicKey, crypto);
        }

        byte[] sign(byte[] message, byte[] wideNonce) {
            return ScalarSignature.sign(message, scalar, publicKey, wideNonce, crypto);
        }

        void wipe() {
            Arrays.fill(scalar, (byte) 0);
        }
    }
}
