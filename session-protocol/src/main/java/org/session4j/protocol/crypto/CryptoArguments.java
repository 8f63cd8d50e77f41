package org.session4j.protocol.crypto;

import org.jspecify.annotations.Nullable;

/**
 * The argument checks of {@link Crypto}, for those who implement it: with these, every backend refuses the same calls
 * with the same exception. Each throws {@link IllegalArgumentException}.
 */
public final class CryptoArguments {

    private static final int WIDE_SCALAR = 64;
    private static final int BLAKE2B_MAX = 64;
    private static final int PERSONAL = 16;
    private static final int SALT = 16;
    private static final int PWHASH_MIN = 16;
    private static final int PWHASH_MAX = 1024;
    private static final int PWHASH_MAX_PASSES = 64;
    private static final int PWHASH_MIN_KIB = 8;
    private static final int PWHASH_MAX_KIB = 1 << 20;

    private CryptoArguments() {}

    public static void requireSeed(byte[] seed) {
        requireLength("seed", seed, Crypto.ED25519_SEED);
    }

    /** Seed and public key, 64 bytes. */
    public static void requireSecretKey(byte[] secretKey) {
        requireLength("Ed25519 secret key", secretKey, Crypto.ED25519_SECRET_KEY);
    }

    public static void requireSignature(byte[] signature) {
        requireLength("signature", signature, Crypto.ED25519_SIGNATURE);
    }

    public static void requirePublicKey(byte[] publicKey) {
        requireLength("public key", publicKey, Crypto.KEY);
    }

    public static void requireX25519SecretKey(byte[] secretKey) {
        requireLength("X25519 secret key", secretKey, Crypto.KEY);
    }

    /** The key of a symmetric cipher. */
    public static void requireKey(byte[] key) {
        requireLength("key", key, Crypto.KEY);
    }

    public static void requireNonce(byte[] nonce, int length) {
        requireLength("nonce", nonce, length);
    }

    public static void requireScalar(byte[] scalar) {
        requireLength("scalar", scalar, Crypto.KEY);
    }

    /** A number of 64 bytes. */
    public static void requireWideScalar(byte[] number) {
        requireLength("number", number, WIDE_SCALAR);
    }

    /** A scalar below 2^255. */
    public static void requireMultiplier(byte[] scalar) {
        requireScalar(scalar);
        if (scalar[scalar.length - 1] < 0) {
            throw new IllegalArgumentException("scalar: expected a number below 2^255");
        }
    }

    /**
     * Refuses the neutral element as a product.
     *
     * @param point 32 bytes, encoded
     */
    public static void requireNotNeutral(byte[] point) {
        int difference = point[0] ^ 1;
        for (int i = 1; i < point.length; i++) {
            difference |= point[i];
        }
        if (difference == 0) {
            throw new IllegalArgumentException("scalar: a multiple of the order of the base point");
        }
    }

    public static void requireBlake2b(int size, byte @Nullable [] key, byte @Nullable [] personal) {
        requireRange("hash size", size, 1, BLAKE2B_MAX);
        if (key != null && key.length > BLAKE2B_MAX) {
            throw new IllegalArgumentException(
                    "hash key: expected at most " + BLAKE2B_MAX + " bytes, got " + key.length);
        }
        if (personal != null) {
            requireLength("personalisation", personal, PERSONAL);
        }
    }

    /** What {@link Crypto#blake2bInit} has beyond {@link #requireBlake2b}. */
    public static void requireBlake2bSalt(byte @Nullable [] salt) {
        if (salt != null) {
            requireLength("salt", salt, SALT);
        }
    }

    /**
     * A stretch of a buffer.
     *
     * @param room behind it
     */
    public static void requireStretch(byte[] buffer, int offset, int length, int room) {
        requireRange("offset", offset, 0, buffer.length);
        requireRange("length", length, 0, buffer.length - offset - room);
    }

    /** The first bytes of an array, as {@link Blake2bState#update} takes them. */
    public static void requirePart(byte[] in, int length) {
        requireRange("length", length, 0, in.length);
    }

    /** A number of bytes that is asked for. */
    public static void requireSize(int size) {
        requireRange("size", size, 0, Integer.MAX_VALUE);
    }

    public static void requirePwhash(int size, byte[] salt, int passes, int memoryKib) {
        requireRange("hash size", size, PWHASH_MIN, PWHASH_MAX);
        requireLength("salt", salt, SALT);
        requireRange("passes", passes, 1, PWHASH_MAX_PASSES);
        requireRange("memory in KiB", memoryKib, PWHASH_MIN_KIB, PWHASH_MAX_KIB);
    }

    public static void requireHeader(byte[] header) {
        requireLength("header", header, SecretstreamState.HEADER);
    }

    /** That a piece of a stream and what it is encrypted to fit to each other. */
    public static void requirePiece(byte[] message, byte[] ciphertext) {
        requireLength("ciphertext", ciphertext, Math.addExact(message.length, SecretstreamState.OVERHEAD));
    }

    public static void requireMlkem768Seed(byte[] seed) {
        requireLength("ML-KEM seed", seed, Crypto.MLKEM768_SEED);
    }

    public static void requireMlkem768PublicKey(byte[] publicKey) {
        requireLength("ML-KEM public key", publicKey, Crypto.MLKEM768_PUBLIC_KEY);
    }

    public static void requireMlkem768SecretKey(byte[] secretKey) {
        requireLength("ML-KEM secret key", secretKey, Crypto.MLKEM768_SECRET_KEY);
    }

    public static void requireMlkem768Coins(byte[] coins) {
        requireLength("ML-KEM coins", coins, Crypto.MLKEM768_COINS);
    }

    public static void requireMlkem768Ciphertext(byte[] ciphertext) {
        requireLength("ML-KEM ciphertext", ciphertext, Crypto.MLKEM768_CIPHERTEXT);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": expected " + min + " to " + max + ", got " + value);
        }
    }

    private static void requireLength(String name, byte[] value, int expected) {
        if (value.length != expected) {
            throw new IllegalArgumentException(name + ": expected " + expected + " bytes, got " + value.length);
        }
    }
}
