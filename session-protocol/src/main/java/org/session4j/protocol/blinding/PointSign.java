package org.session4j.protocol.blinding;

import org.session4j.protocol.crypto.Crypto;

/** The sign of an encoded point: the top bit of its last byte. A point and its negative differ in nothing else. */
final class PointSign {

    private static final int LAST = Crypto.KEY - 1;
    private static final int SIGN_BIT = 0x80;

    private PointSign() {}

    static boolean isNegative(byte[] point) {
        return (point[LAST] & SIGN_BIT) != 0;
    }

    /** −P, in a new array. */
    static byte[] negate(byte[] point) {
        byte[] negated = point.clone();
        negated[LAST] ^= (byte) SIGN_BIT;
        return negated;
    }

    /** The one of P and −P whose sign bit is 0, in a new array. */
    static byte[] positive(byte[] point) {
        byte[] positive = point.clone();
        positive[LAST] &= (byte) ~SIGN_BIT;
        return positive;
    }
}
