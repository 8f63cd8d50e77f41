package org.session4j.protocol.internal.crypto;

import org.jspecify.annotations.Nullable;

/** A public key whose multiples are kept. Immutable. */
public final class RepeatedKey {

    private final byte[] publicKey;
    private final FixedMultiplication negated;

    private RepeatedKey(byte[] publicKey, FixedMultiplication negated) {
        this.publicKey = publicKey;
        this.negated = negated;
    }

    /**
     * Makes the multiples of a key.
     *
     * @param publicKey 32 bytes
     * @return null if it is none under which anything verifies
     */
    public static @Nullable RepeatedKey of(byte[] publicKey) {
        EdwardsPoint point = Ed25519Keys.strictPoint(publicKey);
        if (point == null) {
            return null;
        }
        point.negate();
        return new RepeatedKey(publicKey.clone(), new FixedMultiplication(point));
    }

    /** As {@link Ed25519Keys#verify} with this key. */
    public boolean verify(byte[] signature, byte[] message) {
        return Ed25519Keys.verify(signature, message, publicKey, negated::sum);
    }
}
