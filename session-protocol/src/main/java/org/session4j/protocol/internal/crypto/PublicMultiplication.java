package org.session4j.protocol.internal.crypto;

import org.session4j.protocol.internal.crypto.EdwardsPoint.Summand;

/**
 * h·P + s·B for values that everybody may know (verifying signatures, checking keys): both scalars in non-adjacent form,
 * one shared row of doublings. Not constant-time.
 */
final class PublicMultiplication {

    private static final int SCALAR_BITS = 256;
    private static final int POINT_WINDOW = 5;
    private static final int BASE_WINDOW = 7;

    private PublicMultiplication() {}

    private static final class BaseTable {
        static final Summand[] ODD_MULTIPLES = oddMultiples(BasePoint.point(), BASE_WINDOW);
    }

    /**
     * h · P + s · B.
     *
     * @param h 32 bytes, little endian
     * @param s 32 bytes, little endian
     */
    static EdwardsPoint sum(byte[] h, EdwardsPoint p, byte[] s) {
        byte[] pointDigits = nonAdjacentForm(h, POINT_WINDOW);
        byte[] baseDigits = nonAdjacentForm(s, BASE_WINDOW);
        Summand[] pointMultiples = oddMultiples(p, POINT_WINDOW);
        EdwardsPoint sum = new EdwardsPoint();
        int i = SCALAR_BITS;
        while (i >= 0 && pointDigits[i] == 0 && baseDigits[i] == 0) {
            i--;
        }
        for (; i >= 0; i--) {
            if (pointDigits[i] == 0 && baseDigits[i] == 0) {
                sum.twiceWithoutT();
                continue;
            }
            sum.twice();
            add(sum, pointMultiples, pointDigits[i]);
            add(sum, BaseTable.ODD_MULTIPLES, baseDigits[i]);
        }
        return sum;
    }

    private static void add(EdwardsPoint sum, Summand[] oddMultiples, int digit) {
        if (digit > 0) {
            sum.add(oddMultiples[digit / 2]);
        } else if (digit < 0) {
            sum.subtract(oddMultiples[-digit / 2]);
        }
    }

    /** P, 3P, 5P ... below 2^(window − 1). */
    private static Summand[] oddMultiples(EdwardsPoint point, int window) {
        Summand[] out = new Summand[1 << (window - 2)];
        EdwardsPoint doubled = new EdwardsPoint(point);
        doubled.twice();
        Summand two = doubled.toSummand();
        EdwardsPoint multiple = new EdwardsPoint(point);
        out[0] = multiple.toSummand();
        for (int i = 1; i < out.length; i++) {
            multiple.add(two);
            out[i] = multiple.toSummand();
        }
        return out;
    }

    /** 257 digits, each zero or odd and below 2^(window − 1) in magnitude, the lowest first. */
    private static byte[] nonAdjacentForm(byte[] scalar, int window) {
        byte[] digits = new byte[SCALAR_BITS + 1];
        int carry = 0;
        int position = 0;
        while (position < SCALAR_BITS) {
            if (bits(scalar, position, 1) == carry) {
                position++;
                continue;
            }
            int value = bits(scalar, position, window) + carry;
            carry = value >> (window - 1);
            digits[position] = (byte) (value - (carry << window));
            position += window;
        }
        if (carry != 0) {
            digits[SCALAR_BITS] = 1;
        }
        return digits;
    }

    private static int bits(byte[] number, int position, int count) {
        int value = 0;
        for (int i = 0; i < count && position + i < SCALAR_BITS; i++) {
            value |= (number[(position + i) / 8] >> ((position + i) % 8) & 1) << i;
        }
        return value;
    }
}
