package org.session4j.protocol.crypto;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.crypto.RepeatedKey;

/**
 * Verifies many signatures of one key. Each verdict is that of {@link Crypto#ed25519Verify}; after the first four that are
 * good, multiples of the key are made and kept (about 50 KiB), with which the others take about half of the time that
 * libsodium needs, and less of that of pure Java.
 *
 * <p>Not thread-safe.
 */
public final class Ed25519Verifier {

    /** How many signatures are verified before the multiples are worth their time. */
    private static final int PLAIN = 4;

    private final byte[] publicKey;
    private final Crypto crypto;
    private int verified;
    private @Nullable RepeatedKey repeated;

    private Ed25519Verifier(byte[] publicKey, Crypto crypto) {
        this.publicKey = publicKey;
        this.crypto = crypto;
    }

    public static Ed25519Verifier of(Ed25519PublicKey publicKey, Crypto crypto) {
        return new Ed25519Verifier(publicKey.toByteArray(), crypto);
    }

    /**
     * Whether a detached signature is good.
     *
     * @param signature 64 bytes
     */
    public boolean verify(byte[] signature, byte[] message) {
        CryptoArguments.requireSignature(signature);
        RepeatedKey key = repeated;
        if (key != null) {
            return key.verify(signature, message);
        }
        boolean good = crypto.ed25519Verify(signature, message, publicKey);
        if (good && ++verified == PLAIN) {
            repeated = RepeatedKey.of(publicKey);
        }
        return good;
    }
}
