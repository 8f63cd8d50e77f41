package org.session4j.protocol.devices;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.HybridPublicKey;

/**
 * How the one key of a {@link DeviceGroupMessage} is given to each recipient (messages: group message, steps 2 to 4). For
 * implementers.
 *
 * <pre>
 * wrapping key  BLAKE2b-256( X25519 secret | A | X | ML-KEM secret | M )   "SessionDevKeyKey"
 * nonce         BLAKE2b-192( ciphertext | d ; key A )                      "SessionDevKNonce"
 * wrapped       key XOR XChaCha20( wrapping key, nonce )                   32 bytes, not authenticated
 * index         BLAKE2b-16( A | X | M | ciphertext | wrapped )             "SessionDevKeyIdx"
 * entry         index (2) | wrapped (32)
 * </pre>
 */
public final class KeyWrapping {

    /** Of an entry, in bytes. */
    public static final int ENTRY_LENGTH = 34;

    private static final int INDEX = 2;
    private static final byte[] KEY_PERSONAL = ascii("SessionDevKeyKey");
    private static final byte[] NONCE_PERSONAL = ascii("SessionDevKNonce");
    private static final byte[] INDEX_PERSONAL = ascii("SessionDevKeyIdx");

    private final byte[] ephemeral;
    private final X25519PublicKey ephemeralKey;
    private final byte[] encrypted;
    private final Crypto crypto;

    private KeyWrapping(X25519PublicKey ephemeralKey, byte[] encrypted, Crypto crypto) {
        this.ephemeralKey = ephemeralKey;
        this.ephemeral = ephemeralKey.toByteArray();
        this.encrypted = encrypted;
        this.crypto = crypto;
    }

    /**
     * What wraps and unwraps the key of one message.
     *
     * @param ephemeral A
     * @param encrypted d, the encrypted payload
     */
    public static KeyWrapping of(X25519PublicKey ephemeral, Bytes encrypted, Crypto crypto) {
        return new KeyWrapping(ephemeral, encrypted.toByteArray(), crypto);
    }

    /**
     * The entry of a recipient.
     *
     * @param x25519Secret of the ephemeral key and the recipient's
     * @param ciphertext 1088 bytes, which holds the ML-KEM secret for the recipient
     */
    public byte[] wrap(
            byte[] key, HybridPublicKey recipient, byte[] x25519Secret, byte[] ciphertext, byte[] mlkemSecret) {
        byte[] wrapped = xor(key, recipient, x25519Secret, ciphertext, mlkemSecret);
        byte[] entry = Arrays.copyOf(index(recipient, ciphertext, wrapped), ENTRY_LENGTH);
        System.arraycopy(wrapped, 0, entry, INDEX, wrapped.length);
        return entry;
    }

    /**
     * The key in an entry, if the entry may be for this recipient. One in 65,536 others looks so too and gives a key that
     * opens nothing.
     */
    public Optional<SecretBytes> unwrap(HybridKeyPair own, Bytes ciphertext, Bytes entry)
            throws MalformedDataException {
        byte[] ct = ciphertext.toByteArray();
        byte[] wrapped = entry.slice(INDEX, ENTRY_LENGTH).toByteArray();
        Bytes index = Bytes.unsafeWrap(index(own.publicKey(), ct, wrapped));
        if (!index.equals(entry.slice(0, INDEX))) {
            return Optional.empty();
        }
        byte[] x25519Secret = own.agree(ephemeralKey);
        byte[] mlkemSecret = new byte[0];
        byte[] key = new byte[0];
        try {
            mlkemSecret = own.decapsulate(ct);
            key = xor(wrapped, own.publicKey(), x25519Secret, ct, mlkemSecret);
            return Optional.of(SecretBytes.of(key));
        } finally {
            Arrays.fill(x25519Secret, (byte) 0);
            Arrays.fill(mlkemSecret, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] xor(
            byte[] key, HybridPublicKey recipient, byte[] x25519Secret, byte[] ciphertext, byte[] mlkemSecret) {
        byte[] wrappingKey = crypto.blake2b(
                Crypto.KEY,
                null,
                KEY_PERSONAL,
                x25519Secret,
                ephemeral,
                recipient.x25519().toByteArray(),
                mlkemSecret,
                recipient.mlkem768().toByteArray());
        byte[] nonce = crypto.blake2b(Crypto.XCHACHA20_NONCE, ephemeral, NONCE_PERSONAL, ciphertext, encrypted);
        try {
            return crypto.streamXchacha20Xor(key, nonce, wrappingKey);
        } finally {
            Arrays.fill(wrappingKey, (byte) 0);
        }
    }

    private byte[] index(HybridPublicKey recipient, byte[] ciphertext, byte[] wrapped) {
        return crypto.blake2b(
                INDEX,
                null,
                INDEX_PERSONAL,
                ephemeral,
                recipient.x25519().toByteArray(),
                recipient.mlkem768().toByteArray(),
                ciphertext,
                wrapped);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
