package org.session4j.protocol.internal.crypto;

import java.util.Arrays;
import org.session4j.protocol.internal.crypto.EdwardsPoint.Summand;

/**
 * Multiples of a point by secret scalars: signed digits of radix 16, and a look-up that reads the whole table of 1 to 8
 * times the point whatever the digit is.
 */
final class SecretMultiplication {

    /** Of a scalar of 32 bytes. */
    static final int DIGITS = 64;

    private static final int MULTIPLES = 8;
    private static final Summand NEUTRAL = new Summand();

    private SecretMultiplication() {}

    /**
     * scalar · P, encoded. Constant-time in the scalar.
     *
     * @param scalar 32 bytes, little endian, below 2^255
     */
    static byte[] multiply(byte[] scalar, EdwardsPoint point) {
        Summand[] multiples = multiples(point);
        byte[] digits = signedDigits(scalar);
        EdwardsPoint sum = new EdwardsPoint();
        Summand chosen = new Summand();
        for (int i = DIGITS - 1; i >= 0; i--) {
            for (int doubling = 0; doubling < 4; doubling++) {
                sum.twice();
            }
            select(multiples, digits[i], chosen);
            sum.add(chosen);
        }
        Arrays.fill(digits, (byte) 0);
        return sum.encode();
    }

    /** 1 to 8 times the point. */
    static Summand[] multiples(EdwardsPoint point) {
        Summand[] out = new Summand[MULTIPLES];
        out[0] = point.toSummand();
        EdwardsPoint multiple = new EdwardsPoint(point);
        for (int i = 1; i < MULTIPLES; i++) {
            multiple.add(out[0]);
            out[i] = multiple.toSummand();
        }
        return out;
    }

    /** 64 digits from −8 to 8, the lowest first. */
    static byte[] signedDigits(byte[] scalar) {
        byte[] digits = new byte[DIGITS];
        int carry = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = ((scalar[i / 2] >> (4 * (i & 1))) & 15) + carry;
            carry = i == DIGITS - 1 ? 0 : (digit + 8) >> 4;
            digits[i] = (byte) (digit - (carry << 4));
        }
        return digits;
    }

    /** The multiple for a digit from −8 to 8, of a table of 1 to 8 times a point. */
    static void select(Summand[] table, int digit, Summand out) {
        int negative = digit >>> 31;
        int magnitude = (digit ^ -negative) + negative;
        out.takeIf(-1, NEUTRAL);
        for (int i = 0; i < MULTIPLES; i++) {
            int difference = magnitude ^ (i + 1);
            out.takeIf((difference - 1) >> 31, table[i]);
        }
        out.negateIf(negative);
    }
}
