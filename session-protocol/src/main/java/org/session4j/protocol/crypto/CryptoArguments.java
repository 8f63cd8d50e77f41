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
        if (size < 1 || size > BLAKE2B_MAX) {
            throw new IllegalArgumentException("hash size: expected 1 to " + BLAKE2B_MAX + " bytes, got " + size);
        }
        if (key != null && key.length > BLAKE2B_MAX) {
            throw new IllegalArgumentException(
                    "hash key: expected at most " + BLAKE2B_MAX + " bytes, got " + key.length);
        }
        if (personal != null) {
            requireLength("personalisation", personal, PERSONAL);
        }
    }

    private static void requireLength(String name, byte[] value, int expected) {
        if (value.length != expected) {
            throw new IllegalArgumentException(name + ": expected " + expected + " bytes, got " + value.length);
        }
    }
}
