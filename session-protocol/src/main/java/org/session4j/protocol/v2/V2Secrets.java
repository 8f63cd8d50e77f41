package org.session4j.protocol.v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Key and nonce of one message, and the steps that lead there (messages: encrypting; non-PFS form). For implementers.
 *
 * <pre>
 * combined   SHA3-256( ML-KEM secret | X25519 secret | E | X | "\.//^\" )        as in X-Wing
 *            SHA3-256( X25519 secret | R | E | "SessionV2NonPFS" )               without forward secrecy
 * key|nonce  SHAKE256( "SessionV2MessageSS" or "SessionV2NonPFSSS" | combined ), 32 and 24 bytes
 * </pre>
 */
public final class V2Secrets implements Destroyable {

    private static final byte[] INDICATOR_PERSONAL = ascii("Session-Msg-KISS");
    private static final byte[] XWING_LABEL = ascii("\\.//^\\");
    private static final byte[] MESSAGE_LABEL = ascii("SessionV2MessageSS");
    private static final byte[] LONG_TERM_LABEL = ascii("SessionV2NonPFS");
    private static final byte[] LONG_TERM_MESSAGE_LABEL = ascii("SessionV2NonPFSSS");

    private final byte[] key;
    private final byte[] nonce;
    private boolean destroyed;

    private V2Secrets(byte[] expanded) {
        key = Arrays.copyOf(expanded, Crypto.KEY);
        nonce = Arrays.copyOfRange(expanded, Crypto.KEY, expanded.length);
    }

    /**
     * What the key indicator is masked with, two bytes.
     *
     * @param shared X25519 of the ephemeral key and the recipient's long-term key
     */
    public static Bytes indicatorMask(
            X25519PublicKey ephemeral, X25519PublicKey longTerm, byte[] shared, Crypto crypto) {
        return Bytes.unsafeWrap(crypto.blake2b(
                HybridPublicKey.INDICATOR_LENGTH,
                shared,
                INDICATOR_PERSONAL,
                ephemeral.toByteArray(),
                longTerm.toByteArray()));
    }

    /**
     * Combines the secrets of both halves of an account key.
     *
     * @return 32 bytes, to be wiped by the caller
     */
    public static byte[] combine(
            byte[] mlkemSecret, byte[] x25519Secret, X25519PublicKey ephemeral, X25519PublicKey key, Crypto crypto) {
        return crypto.sha3Hash256(mlkemSecret, x25519Secret, ephemeral.toByteArray(), key.toByteArray(), XWING_LABEL);
    }

    /**
     * The same without an account key.
     *
     * @param shared X25519 of the ephemeral key and the recipient's long-term key
     * @return 32 bytes, to be wiped by the caller
     */
    public static byte[] combineLongTerm(
            byte[] shared, X25519PublicKey ephemeral, X25519PublicKey longTerm, Crypto crypto) {
        return crypto.sha3Hash256(shared, longTerm.toByteArray(), ephemeral.toByteArray(), LONG_TERM_LABEL);
    }

    /** Key and nonce of what {@link #combine} gave. */
    public static V2Secrets expand(byte[] combined, Crypto crypto) {
        return expand(combined, MESSAGE_LABEL, crypto);
    }

    /** Key and nonce of what {@link #combineLongTerm} gave. */
    public static V2Secrets expandLongTerm(byte[] combined, Crypto crypto) {
        return expand(combined, LONG_TERM_MESSAGE_LABEL, crypto);
    }

    private static V2Secrets expand(byte[] combined, byte[] label, Crypto crypto) {
        byte[] expanded = crypto.shake256(Crypto.KEY + Crypto.XCHACHA20_NONCE, label, combined);
        try {
            return new V2Secrets(expanded);
        } finally {
            Arrays.fill(expanded, (byte) 0);
        }
    }

    /** 32 bytes. */
    public SecretBytes key() {
        requireNotDestroyed();
        return SecretBytes.of(key);
    }

    /** 24 bytes. */
    public SecretBytes nonce() {
        requireNotDestroyed();
        return SecretBytes.of(nonce);
    }

    /** Encrypts where the plaintext stands, with 16 bytes of room behind it. */
    void seal(byte[] buffer, int offset, int length, Crypto crypto) {
        requireNotDestroyed();
        crypto.xchacha20Poly1305EncryptInPlace(buffer, offset, length, nonce, key);
    }

    byte[] open(byte[] ciphertext, Crypto crypto) throws DecryptionException {
        requireNotDestroyed();
        return crypto.xchacha20Poly1305Decrypt(ciphertext, nonce, key);
    }

    private void requireNotDestroyed() {
        if (destroyed) {
            throw new IllegalStateException("the secrets were destroyed");
        }
    }

    @Override
    public void destroy() {
        Arrays.fill(key, (byte) 0);
        Arrays.fill(nonce, (byte) 0);
        destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "V2Secrets";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
