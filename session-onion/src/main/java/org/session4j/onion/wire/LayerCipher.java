package org.session4j.onion.wire;

import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * The encryption of one onion layer, and of the answer to it: both sides derive the same key from the client's
 * ephemeral and the node's X25519 key pair, and use it in both directions (network: layer encryption).
 *
 * <pre>
 * Z                X25519 of the two, refused if all zero
 * XCHACHA20 key    BLAKE2b-256(Z || client key || node key); the client's comes first in both directions
 * AES_GCM key      HMAC-SHA-256(key "LOKI", Z)
 * ciphertext       nonce (24 or 12) || encrypted bytes || tag (16); no associated data
 * </pre>
 *
 * Safe for use by many threads until it is destroyed.
 */
public final class LayerCipher {

    private static final int KEY_LENGTH = 32;

    private final Crypto crypto;
    private final OnionCipher cipher;
    private final byte[] key;
    private volatile boolean destroyed;

    private LayerCipher(Crypto crypto, OnionCipher cipher, byte[] key) {
        this.crypto = crypto;
        this.cipher = cipher;
        this.key = key;
    }

    /**
     * The client's side.
     *
     * @param clientSecret the ephemeral X25519 secret key, 32 bytes; neither kept nor changed
     * @throws MalformedDataException if the node's key is of small order
     */
    public static LayerCipher forClient(
            Crypto crypto, OnionCipher cipher, byte[] clientSecret, X25519PublicKey clientKey, X25519PublicKey nodeKey)
            throws MalformedDataException {
        byte[] client = clientKey.toByteArray();
        byte[] node = nodeKey.toByteArray();
        return derive(crypto, cipher, crypto.x25519(clientSecret, node), client, node);
    }

    /**
     * The side of a node, or of a server.
     *
     * @param nodeSecret the X25519 secret key, 32 bytes; neither kept nor changed
     * @throws MalformedDataException if the client's key is of small order
     */
    public static LayerCipher forNode(
            Crypto crypto, OnionCipher cipher, byte[] nodeSecret, X25519PublicKey nodeKey, X25519PublicKey clientKey)
            throws MalformedDataException {
        byte[] client = clientKey.toByteArray();
        return derive(crypto, cipher, crypto.x25519(nodeSecret, client), client, nodeKey.toByteArray());
    }

    private static LayerCipher derive(
            Crypto crypto, OnionCipher cipher, byte[] sharedSecret, byte[] clientKey, byte[] nodeKey) {
        try {
            byte[] key = switch (cipher) {
                case XCHACHA20 -> crypto.blake2b(KEY_LENGTH, null, null, sharedSecret, clientKey, nodeKey);
                case AES_GCM -> AesGcm.deriveKey(sharedSecret);
            };
            return new LayerCipher(crypto, cipher, key);
        } finally {
            Arrays.fill(sharedSecret, (byte) 0);
        }
    }

    public OnionCipher cipher() {
        return cipher;
    }

    /** The plaintext under a fresh nonce, the only thing drawn: 24 or 12 bytes. */
    public byte[] encrypt(byte[] plaintext, SecureRandom random) {
        byte[] out = new byte[plaintext.length + cipher.overhead()];
        encryptInto(plaintext, random, out, 0);
        return out;
    }

    /** As {@link #encrypt}, into a buffer that has room for it. */
    void encryptInto(byte[] plaintext, SecureRandom random, byte[] out, int offset) {
        requireAlive();
        byte[] nonce = new byte[cipher.nonceLength()];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, out, offset, nonce.length);
        switch (cipher) {
            case XCHACHA20 -> {
                byte[] sealed = crypto.xchacha20Poly1305Encrypt(plaintext, nonce, key);
                System.arraycopy(sealed, 0, out, offset + nonce.length, sealed.length);
            }
            case AES_GCM -> AesGcm.encrypt(plaintext, nonce, key, out, offset + nonce.length);
        }
    }

    /** Opens what the other side encrypted; whatever is wrong, there is one exception without detail. */
    public byte[] decrypt(byte[] ciphertext) throws DecryptionException {
        requireAlive();
        if (ciphertext.length < cipher.overhead()) {
            throw new DecryptionException("the layer does not open");
        }
        return switch (cipher) {
            case XCHACHA20 -> {
                int nonceLength = cipher.nonceLength();
                yield crypto.xchacha20Poly1305Decrypt(
                        Arrays.copyOfRange(ciphertext, nonceLength, ciphertext.length),
                        Arrays.copyOf(ciphertext, nonceLength),
                        key);
            }
            case AES_GCM -> AesGcm.decrypt(ciphertext, key);
        };
    }

    /** Wipes the key; nothing can be encrypted or opened any more. May be called more than once. */
    public void destroy() {
        destroyed = true;
        Arrays.fill(key, (byte) 0);
    }

    private void requireAlive() {
        if (destroyed) {
            throw new IllegalStateException("the key of the layer was destroyed");
        }
    }

    @Override
    public String toString() {
        return "LayerCipher[" + cipher.wireName() + "]";
    }
}
