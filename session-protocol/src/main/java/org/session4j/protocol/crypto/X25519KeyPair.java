package org.session4j.protocol.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.protocol.MalformedDataException;

/**
 * A key for key agreement, public half and secret half; the public half is always computed from the secret one.
 *
 * <p>Thread-safe. After {@link #destroy()} the secret half is wiped and {@link #secretKey()} throws
 * {@link IllegalStateException}.
 */
public final class X25519KeyPair implements Destroyable {

    private final SecretBytes secretKey;
    private final X25519PublicKey publicKey;

    private X25519KeyPair(SecretBytes secretKey, X25519PublicKey publicKey) {
        this.secretKey = secretKey;
        this.publicKey = publicKey;
    }

    /** Draws 32 bytes. */
    public static X25519KeyPair generate(SecureRandom random, Crypto crypto) {
        byte[] secretKey = new byte[Crypto.KEY];
        random.nextBytes(secretKey);
        try {
            return ofSecretKey(secretKey, crypto);
        } finally {
            Arrays.fill(secretKey, (byte) 0);
        }
    }

    /** As {@link #ofSecretKey(byte[], Crypto)} with {@link Crypto#get()}. */
    public static X25519KeyPair ofSecretKey(byte[] secretKey) {
        return ofSecretKey(secretKey, Crypto.get());
    }

    /**
     * The key pair of a secret key.
     *
     * @param secretKey 32 bytes, kept as they are; they are clamped where they are used
     */
    public static X25519KeyPair ofSecretKey(byte[] secretKey, Crypto crypto) {
        X25519PublicKey publicKey = X25519PublicKey.of(crypto.x25519Base(secretKey));
        return new X25519KeyPair(SecretBytes.of(secretKey), publicKey);
    }

    public X25519PublicKey publicKey() {
        return publicKey;
    }

    /** 32 bytes. */
    public SecretBytes secretKey() {
        byte[] key = secretKey.exposeSecretBytes();
        try {
            return SecretBytes.of(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * The secret that is shared with the holder of another key: 32 bytes, to be wiped by the caller.
     *
     * @throws MalformedDataException if that key is of small order
     */
    public byte[] agree(X25519PublicKey other, Crypto crypto) throws MalformedDataException {
        byte[] secret = secretKey.exposeSecretBytes();
        try {
            return crypto.x25519(secret, other.toByteArray());
        } finally {
            Arrays.fill(secret, (byte) 0);
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
        return "X25519KeyPair";
    }
}
