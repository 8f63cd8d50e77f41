package org.session4j.protocol.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * A key for signatures, public half and secret half. Both halves belong together: they are derived from the seed, or were
 * checked against it.
 *
 * <p>Thread-safe. After {@link #destroy()} the secret half is wiped and everything that needs it throws
 * {@link IllegalStateException}.
 */
public final class Ed25519KeyPair implements Destroyable {

    private final Crypto crypto;
    private final SecretBytes secretKey;
    private final Ed25519PublicKey publicKey;

    private Ed25519KeyPair(Crypto crypto, byte[] secretKey) {
        this.crypto = crypto;
        this.secretKey = SecretBytes.of(secretKey);
        this.publicKey = Ed25519PublicKey.of(Arrays.copyOfRange(secretKey, Crypto.ED25519_SEED, secretKey.length));
    }

    /** Draws 32 bytes. */
    public static Ed25519KeyPair generate(SecureRandom random, Crypto crypto) {
        byte[] seed = new byte[Crypto.ED25519_SEED];
        random.nextBytes(seed);
        try {
            return ofSeed(seed, crypto);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** As {@link #ofSeed(byte[], Crypto)} with {@link Crypto#get()}. */
    public static Ed25519KeyPair ofSeed(byte[] seed) {
        return ofSeed(seed, Crypto.get());
    }

    /**
     * The key pair of a seed.
     *
     * @param seed 32 bytes
     */
    public static Ed25519KeyPair ofSeed(byte[] seed, Crypto crypto) {
        byte[] secretKey = crypto.ed25519SeedKeypair(seed);
        try {
            return new Ed25519KeyPair(crypto, secretKey);
        } finally {
            Arrays.fill(secretKey, (byte) 0);
        }
    }

    /** As {@link #ofSecretKey(byte[], Crypto)} with {@link Crypto#get()}. */
    public static Ed25519KeyPair ofSecretKey(byte[] secretKey) {
        return ofSecretKey(secretKey, Crypto.get());
    }

    /**
     * Takes libsodium's form of a secret key.
     *
     * @param secretKey 64 bytes, seed and public key
     * @throws IllegalArgumentException also if the public key is not that of the seed
     */
    public static Ed25519KeyPair ofSecretKey(byte[] secretKey, Crypto crypto) {
        CryptoArguments.requireSecretKey(secretKey);
        byte[] seed = Arrays.copyOf(secretKey, Crypto.ED25519_SEED);
        byte[] expected = crypto.ed25519SeedKeypair(seed);
        try {
            if (!MessageDigest.isEqual(expected, secretKey)) {
                throw new IllegalArgumentException("Ed25519 secret key: the public half is not that of the seed");
            }
            return new Ed25519KeyPair(crypto, expected);
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(expected, (byte) 0);
        }
    }

    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    /** A detached signature, 64 bytes. */
    public byte[] sign(byte[] message) {
        byte[] key = secretKey.exposeSecretBytes();
        try {
            return crypto.ed25519Sign(message, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The 32 bytes that everything here is derived from. */
    public SecretBytes seed() {
        byte[] key = secretKey.exposeSecretBytes();
        byte[] seed = Arrays.copyOf(key, Crypto.ED25519_SEED);
        try {
            return SecretBytes.of(seed);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** libsodium's form: seed and public key, 64 bytes. */
    public SecretBytes secretKey() {
        byte[] key = secretKey.exposeSecretBytes();
        try {
            return SecretBytes.of(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The key pair for key agreement that belongs to the same seed. */
    public X25519KeyPair toX25519() {
        byte[] key = secretKey.exposeSecretBytes();
        byte[] seed = Arrays.copyOf(key, Crypto.ED25519_SEED);
        byte[] converted = crypto.ed25519SeedToX25519(seed);
        try {
            return X25519KeyPair.ofSecretKey(converted, crypto);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(converted, (byte) 0);
        }
    }

    @Override
    public void destroy() {
        secretKey.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return secretKey.isDestroyed();
    }

    /** Names the class only: whose key it is may be private too. */
    @Override
    public String toString() {
        return "Ed25519KeyPair";
    }
}
