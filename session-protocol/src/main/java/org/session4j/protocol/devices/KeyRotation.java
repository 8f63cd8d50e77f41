package org.session4j.protocol.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.v2.AccountKey;
import org.session4j.protocol.v2.V2Choices;

/**
 * When a device replaces the account's current key, unless another one has done so before (messages: key rotation time).
 * The earliest of any number of devices does it at an age that is uniform in 11 to 13 hours, so that the swarm does not see
 * how many there are.
 */
public final class KeyRotation {

    private static final byte[] PERSONAL = "SessionAccKeyRot".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 8;

    /** 2^64. */
    private static final double RANGE = 0x1p64;

    private KeyRotation() {}

    /**
     * What decides for one device and one key.
     *
     * @param hash 8 bytes
     * @param fraction the same, little-endian, as a number from 0 to 1
     */
    public record Draw(Bytes hash, double fraction) {}

    public static Draw draw(AccountKey current, DeviceId device, Crypto crypto) {
        byte[] seed = current.seed().exposeSecretBytes();
        try {
            byte[] hash = crypto.blake2b(HASH, seed, PERSONAL, device.toByteArray());
            long bits = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getLong();
            return new Draw(Bytes.unsafeWrap(hash), unsigned(bits) / RANGE);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static double unsigned(long bits) {
        double half = (bits >>> 1) | (bits & 1);
        return bits >= 0 ? bits : half * 2;
    }

    /**
     * The time of the rule.
     *
     * @param members how many devices are registered, at least 1
     */
    public static Instant rotateAt(AccountKey current, DeviceId device, int members, Crypto crypto) {
        if (members < 1) {
            throw new IllegalArgumentException("members: expected at least 1, got " + members);
        }
        double share = 1 - Math.pow(draw(current, device, crypto).fraction(), members);
        long within = Math.round(share * V2Choices.ROTATION_SPREAD.toMillis());
        return Instant.ofEpochSecond(current.createdAtSeconds())
                .plus(V2Choices.ROTATION_START)
                .plusMillis(within);
    }

    /**
     * The time of the rule, but not later than 13 hours after the device has first seen the key, whatever time of creation
     * it says.
     */
    public static Instant rotateAt(AccountKey current, Instant firstSeen, DeviceId device, int members, Crypto crypto) {
        Instant byRule = rotateAt(current, device, members, crypto);
        Duration longest = V2Choices.ROTATION_START.plus(V2Choices.ROTATION_SPREAD);
        Instant latest = firstSeen.plus(longest);
        return byRule.isBefore(latest) ? byRule : latest;
    }
}
