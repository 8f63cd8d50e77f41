package org.session4j.swarm.push;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * What notifications to one device are encrypted with: drawn once, given to the push server with each subscription, and
 * kept (services: push notification server).
 *
 * <pre>
 * 0    24   nonce
 * 24   n    XChaCha20-Poly1305 of the plaintext and any number of zero bytes behind it
 * </pre>
 *
 * Thread-safe.
 */
public final class PushKey implements Destroyable {

    private static final int MIN_LENGTH = Crypto.XCHACHA20_NONCE + Crypto.AEAD_TAG;

    private final SecretBytes bytes;

    private PushKey(SecretBytes bytes) {
        this.bytes = bytes;
    }

    /** Draws 32 bytes. */
    public static PushKey generate(SecureRandom random) {
        byte[] drawn = new byte[Crypto.KEY];
        random.nextBytes(drawn);
        try {
            return of(drawn);
        } finally {
            Arrays.fill(drawn, (byte) 0);
        }
    }

    /**
     * A key that was kept.
     *
     * @param key 32 bytes, copied
     */
    public static PushKey of(byte[] key) {
        if (key.length != Crypto.KEY) {
            throw new IllegalArgumentException("push key: expected 32 bytes, got " + key.length);
        }
        return new PushKey(SecretBytes.of(key));
    }

    /** 32 bytes, to be kept. */
    public SecretBytes secret() {
        byte[] copy = bytes.exposeSecretBytes();
        try {
            return SecretBytes.of(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** 64 hex digits. */
    String hex() {
        byte[] copy = bytes.exposeSecretBytes();
        try {
            return Hex.format(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /**
     * Opens what a notification carries; see {@link PushNotification#open} for what that says.
     *
     * @throws MalformedDataException if it is too short
     * @throws DecryptionException if it was encrypted with another key, or changed
     */
    public Bytes decrypt(Bytes payload, Crypto crypto) throws MalformedDataException, DecryptionException {
        if (payload.length() < MIN_LENGTH) {
            throw new MalformedDataException(
                    "push payload: expected at least " + MIN_LENGTH + " bytes, got " + payload.length());
        }
        byte[] nonce = payload.slice(0, Crypto.XCHACHA20_NONCE).toByteArray();
        byte[] box = payload.slice(Crypto.XCHACHA20_NONCE, payload.length()).toByteArray();
        byte[] key = bytes.exposeSecretBytes();
        try {
            return withoutZeros(Bytes.unsafeWrap(crypto.xchacha20Poly1305Decrypt(box, nonce, key)));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What consists of zero bytes only is left as it is, as in the core library. */
    private static Bytes withoutZeros(Bytes padded) {
        int end = padded.length();
        while (end > 0 && padded.at(end - 1) == 0) {
            end--;
        }
        return end == 0 ? padded : padded.slice(0, end);
    }

    @Override
    public void destroy() {
        bytes.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return bytes.isDestroyed();
    }

    /** By content, in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PushKey key && bytes.equals(key.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "PushKey";
    }
}
