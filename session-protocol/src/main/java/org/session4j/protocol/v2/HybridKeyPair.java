package org.session4j.protocol.v2;

import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.MlKem768PublicKey;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * A key pair of X25519 and one of ML-KEM-768, both from one seed of 32 bytes (messages: account keys).
 *
 * <p>Thread-safe. After {@link #destroy()} the secret halves are wiped and what needs them throws
 * {@link IllegalStateException}.
 */
public final class HybridKeyPair implements Destroyable {

    private final X25519KeyPair x25519;
    private final SecretBytes mlkemSecretKey;
    private final HybridPublicKey publicKey;
    private final Crypto crypto;

    private HybridKeyPair(X25519KeyPair x25519, byte[] mlkemSecretKey, Crypto crypto) {
        this.x25519 = x25519;
        this.mlkemSecretKey = SecretBytes.of(mlkemSecretKey);
        this.publicKey = new HybridPublicKey(x25519.publicKey(), MlKem768PublicKey.ofSecretKey(mlkemSecretKey));
        this.crypto = crypto;
    }

    /**
     * The keys of a seed, for one use.
     *
     * @param seed 32 bytes
     */
    public static HybridKeyPair ofSeed(SecretBytes seed, KeyUse use, Crypto crypto) {
        SecretBytes expanded = use.expand(seed, crypto);
        byte[] bytes = expanded.exposeSecretBytes();
        byte[] x25519 = Arrays.copyOf(bytes, Crypto.KEY);
        byte[] mlkemSeed = Arrays.copyOfRange(bytes, Crypto.KEY, bytes.length);
        byte[] mlkemSecretKey = crypto.mlkem768SeedKeypair(mlkemSeed);
        try {
            return new HybridKeyPair(X25519KeyPair.ofSecretKey(x25519, crypto), mlkemSecretKey, crypto);
        } finally {
            expanded.destroy();
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(x25519, (byte) 0);
            Arrays.fill(mlkemSeed, (byte) 0);
            Arrays.fill(mlkemSecretKey, (byte) 0);
        }
    }

    /**
     * Takes secret keys that are kept instead of a seed. Whether the public half within the ML-KEM key belongs to it shows
     * when it is used.
     *
     * @param x25519 32 bytes
     * @param mlkem768 2400 bytes, in the form of FIPS 203
     */
    public static HybridKeyPair ofSecretKeys(byte[] x25519, byte[] mlkem768, Crypto crypto) {
        return new HybridKeyPair(X25519KeyPair.ofSecretKey(x25519, crypto), mlkem768, crypto);
    }

    public HybridPublicKey publicKey() {
        return publicKey;
    }

    /** Wiped with this pair. */
    public X25519KeyPair x25519() {
        return x25519;
    }

    /** 2400 bytes, in the form of FIPS 203. */
    public SecretBytes mlkem768SecretKey() {
        byte[] key = mlkemSecretKey.exposeSecretBytes();
        try {
            return SecretBytes.of(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * The secret that is shared with the holder of another X25519 key: 32 bytes, to be wiped by the caller.
     *
     * @throws MalformedDataException if that key is of small order
     */
    public byte[] agree(X25519PublicKey other) throws MalformedDataException {
        return x25519.agree(other, crypto);
    }

    /**
     * The secret in an ML-KEM ciphertext: 32 bytes, to be wiped by the caller. A ciphertext for another key gives bytes
     * that nobody else knows.
     *
     * @param ciphertext 1088 bytes
     * @throws MalformedDataException if this pair was made of secret keys that do not belong together
     */
    public byte[] decapsulate(byte[] ciphertext) throws MalformedDataException {
        byte[] secret = mlkemSecretKey.exposeSecretBytes();
        try {
            return crypto.mlkem768Decapsulate(ciphertext, secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public void destroy() {
        x25519.destroy();
        mlkemSecretKey.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return mlkemSecretKey.isDestroyed();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "HybridKeyPair";
    }
}
