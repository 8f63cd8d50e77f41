package org.session4j.protocol.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * The encryption of documents (config: encryption). Equal messages give equal bytes, so that a repeat is noticed.
 *
 * <pre>
 * key     BLAKE2b-256( base key | length of the message, 8 bytes big-endian | domain )
 * nonce   BLAKE2b-192( message; key "libsessionutil-config-encrypted-" | domain )
 * out     XChaCha20-Poly1305 of the message, tag | nonce
 * </pre>
 *
 * The domain is of 1 to 24 ASCII characters and keeps one document from being taken for another. Thread-safe.
 */
public final class ConfigCipher {

    /** By how many bytes the encrypted form is longer. */
    public static final int OVERHEAD = Crypto.AEAD_TAG + Crypto.XCHACHA20_NONCE;

    private static final int MAX_DOMAIN_LENGTH = 24;

    /** Begins the key of the hash that makes the nonce. */
    private static final String NONCE_KEY = "libsessionutil-config-encrypted-";

    private final Crypto crypto;

    private ConfigCipher(Crypto crypto) {
        this.crypto = crypto;
    }

    public static ConfigCipher of(Crypto crypto) {
        return new ConfigCipher(crypto);
    }

    public Bytes encrypt(Bytes message, SecretBytes baseKey, String domain) {
        byte[] plain = message.toByteArray();
        byte[] nonce = crypto.blake2b(Crypto.XCHACHA20_NONCE, ascii(NONCE_KEY + requireDomain(domain)), null, plain);
        byte[] key = deriveKey(baseKey, plain.length, domain);
        try {
            byte[] sealed = crypto.xchacha20Poly1305Encrypt(plain, nonce, key);
            byte[] out = Arrays.copyOf(sealed, sealed.length + nonce.length);
            System.arraycopy(nonce, 0, out, sealed.length, nonce.length);
            return Bytes.unsafeWrap(out);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Opens {@link #encrypt}.
     *
     * @throws MalformedDataException if it is too short
     * @throws DecryptionException if this key does not open it, or it is of another domain
     */
    public Bytes decrypt(Bytes encrypted, SecretBytes baseKey, String domain)
            throws MalformedDataException, DecryptionException {
        int length = encrypted.length() - OVERHEAD;
        if (length < 0) {
            throw new MalformedDataException(
                    "encrypted config: expected at least " + OVERHEAD + " bytes, got " + encrypted.length());
        }
        byte[] sealed = encrypted.slice(0, length + Crypto.AEAD_TAG).toByteArray();
        byte[] nonce = encrypted.slice(sealed.length, encrypted.length()).toByteArray();
        byte[] key = deriveKey(baseKey, length, domain);
        try {
            return Bytes.unsafeWrap(crypto.xchacha20Poly1305Decrypt(sealed, nonce, key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * The key for messages of one length.
     *
     * @param baseKey 32 bytes: the seed of an account, or a key of a group
     */
    public SecretBytes messageKey(SecretBytes baseKey, int length, String domain) {
        byte[] key = deriveKey(baseKey, length, domain);
        try {
            return SecretBytes.of(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** To be wiped by the caller. */
    private byte[] deriveKey(SecretBytes baseKey, int length, String domain) {
        if (baseKey.length() != Crypto.KEY) {
            throw new IllegalArgumentException("base key: expected 32 bytes, got " + baseKey.length());
        }
        byte[] counted = ByteBuffer.allocate(Long.BYTES).putLong(length).array();
        byte[] base = baseKey.exposeSecretBytes();
        try {
            return crypto.blake2b(Crypto.KEY, null, null, base, counted, ascii(requireDomain(domain)));
        } finally {
            Arrays.fill(base, (byte) 0);
        }
    }

    private static String requireDomain(String domain) {
        if (domain.isEmpty() || domain.length() > MAX_DOMAIN_LENGTH) {
            throw new IllegalArgumentException("domain: expected 1 to 24 characters, got " + domain.length());
        }
        return domain;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
