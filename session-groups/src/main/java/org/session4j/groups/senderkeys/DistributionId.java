package org.session4j.groups.senderkeys;

import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.Hex;

/** Names the chains of one device in one group, 16 random bytes. */
public final class DistributionId {

    /** In bytes. */
    public static final int LENGTH = 16;

    private final byte[] bytes;

    private DistributionId(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies the bytes.
     *
     * @param bytes 16 bytes
     */
    public static DistributionId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("distribution id: expected 16 bytes, got " + bytes.length);
        }
        return new DistributionId(bytes.clone());
    }

    /** Draws 16 bytes. */
    public static DistributionId generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new DistributionId(bytes);
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistributionId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 32 lower-case hex digits. */
    @Override
    public String toString() {
        return Hex.format(bytes);
    }
}
