package org.session4j.onion.wire;

import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.internal.cipher.AesGcm;

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
        System.arraycopy(plaintext, 0, out, cipher.nonceLength(), plaintext.length);
        encryptInPlace(out, 0, plaintext.length, drawNonce(random));
        return out;
    }

    byte[] drawNonce(SecureRandom random) {
        byte[] nonce = new byte[cipher.nonceLength()];
        random.nextBytes(nonce);
        return nonce;
    }

    /**
     * Encrypts where the plaintext stands.
     *
     * @param offset where the nonce goes, with the plaintext behind it and room for the tag behind that
     * @param length of the plaintext
     */
    void encryptInPlace(byte[] buffer, int offset, int length, byte[] nonce) {
        requireAlive();
        System.arraycopy(nonce, 0, buffer, offset, nonce.length);
        int start = offset + nonce.length;
        switch (cipher) {
            case XCHACHA20 -> crypto.xchacha20Poly1305EncryptInPlace(buffer, start, length, nonce, key);
            case AES_GCM -> AesGcm.encryptInPlace(buffer, start, length, nonce, key);
        }
    }

    /** Opens what the other side encrypted; whatever is wrong, there is one exception without detail. */
    public byte[] decrypt(byte[] ciphertext) throws DecryptionException {
        return decrypt(Bytes.unsafeWrap(ciphertext)).toByteArray();
    }

    /** As {@link #decrypt(byte[])}; makes one copy, which it opens where it stands. */
    public Bytes decrypt(Bytes ciphertext) throws DecryptionException {
        byte[] own = ciphertext.toByteArray();
        int length = decryptInPlace(own);
        return Bytes.unsafeWrap(own).slice(cipher.nonceLength(), cipher.nonceLength() + length);
    }

    /**
     * Opens where the ciphertext stands.
     *
     * @return the length of the plaintext, which stands behind the nonce
     */
    int decryptInPlace(byte[] sealed) throws DecryptionException {
        requireAlive();
        int length = sealed.length - cipher.overhead();
        if (length < 0) {
            throw new DecryptionException("the layer does not open");
        }
        int start = cipher.nonceLength();
        byte[] nonce = Arrays.copyOf(sealed, start);
        switch (cipher) {
            case XCHACHA20 -> crypto.xchacha20Poly1305DecryptInPlace(sealed, start, sealed.length - start, nonce, key);
            case AES_GCM -> AesGcm.decryptInPlace(sealed, start, sealed.length - start, nonce, key);
        }
        return length;
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
