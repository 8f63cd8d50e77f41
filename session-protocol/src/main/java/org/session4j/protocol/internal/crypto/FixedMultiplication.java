package org.session4j.protocol.internal.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.session4j.protocol.internal.crypto.EdwardsPoint.Summand;

/**
 * h·P + s·B for values that everybody may know and a point P that comes again and again: its multiples are made once, so
 * that a dozen doublings are left of 250. Not constant-time. Immutable.
 *
 * <pre>
 * h = Σ 16^j · a_j with digits from −8 to 8,  s = Σ 256^j · b_j with digits from −128 to 128
 * tables at each power of 2^16:  1 to 8 times 2^(16·i) · P,  1 to 128 times 2^(16·i) · B
 * </pre>
 */
final class FixedMultiplication {

    private static final int POWERS = 16;
    private static final int POWER_BITS = 16;
    private static final int POINT_BITS = 4;
    private static final int BASE_BITS = 8;
    private static final int ROUNDS = POWER_BITS / POINT_BITS;

    /** Made at first use; half a megabyte. */
    private static final class BaseTables {
        static final Summand[][] TABLES = tables(BasePoint.point(), BASE_BITS);
    }

    private final Summand[][] pointTables;

    /** Makes the multiples of a point, which is not kept: work for about two plain multiplications. */
    FixedMultiplication(EdwardsPoint point) {
        pointTables = tables(new EdwardsPoint(point), POINT_BITS);
    }

    /**
     * h · P + s · B.
     *
     * @param h 32 bytes, little endian, below 2^255
     * @param s 32 bytes, little endian, below 2^255
     */
    EdwardsPoint sum(byte[] h, byte[] s) {
        int[] pointDigits = signedDigits(h, POINT_BITS);
        int[] baseDigits = signedDigits(s, BASE_BITS);
        EdwardsPoint sum = new EdwardsPoint();
        for (int round = ROUNDS - 1; round >= 0; round--) {
            if (round < ROUNDS - 1) {
                sum.twiceWithoutT();
                sum.twiceWithoutT();
                sum.twiceWithoutT();
                sum.twice();
            }
            for (int i = 0; i < POWERS; i++) {
                add(sum, pointTables[i], pointDigits[ROUNDS * i + round]);
            }
            // A digit of s is as long as two of h.
            if (round % 2 == 0) {
                for (int i = 0; i < POWERS; i++) {
                    add(sum, BaseTables.TABLES[i], baseDigits[2 * i + round / 2]);
                }
            }
        }
        return sum;
    }

    private static void add(EdwardsPoint sum, Summand[] multiples, int digit) {
        if (digit > 0) {
            sum.addAffine(multiples[digit - 1]);
        } else if (digit < 0) {
            sum.subtractAffine(multiples[-digit - 1]);
        }
    }

    /** Uses the point up. */
    private static Summand[][] tables(EdwardsPoint power, int digitBits) {
        EdwardsPoint[][] multiples = new EdwardsPoint[POWERS][1 << (digitBits - 1)];
        for (EdwardsPoint[] table : multiples) {
            Summand one = power.toSummand();
            table[0] = new EdwardsPoint(power);
            for (int i = 1; i < table.length; i++) {
                table[i] = new EdwardsPoint(table[i - 1]);
                table[i].add(one);
            }
            for (int doubling = 0; doubling < POWER_BITS; doubling++) {
                power.twice();
            }
        }
        return affine(multiples);
    }

    /** One inversion does for all: each Z is divided out of the product of all up to it. */
    private static Summand[][] affine(EdwardsPoint[][] points) {
        int width = points[0].length;
        int[][] products = new int[POWERS * width][];
        int[] product = X25519Field.create();
        X25519Field.one(product);
        for (int i = 0; i < products.length; i++) {
            products[i] = product;
            int[] next = X25519Field.create();
            X25519Field.mul(product, points[i / width][i % width].z, next);
            product = next;
        }
        int[] inverse = X25519Field.create();
        X25519Field.invVar(product, inverse);
        Summand[][] out = new Summand[POWERS][width];
        for (int i = products.length - 1; i >= 0; i--) {
            EdwardsPoint point = points[i / width][i % width];
            X25519Field.mul(products[i], inverse, products[i]);
            out[i / width][i % width] = point.toSummand(products[i]);
            X25519Field.mul(inverse, point.z, inverse);
        }
        return out;
    }

    /** Digits from −2^(bits − 1) to 2^(bits − 1), the lowest first. */
    private static int[] signedDigits(byte[] scalar, int bits) {
        int[] digits = new int[Byte.SIZE * scalar.length / bits];
        int perByte = Byte.SIZE / bits;
        int carry = 0;
        for (int i = 0; i < digits.length; i++) {
            int shift = i % perByte * bits;
            int digit = ((scalar[i / perByte] >> shift) & ((1 << bits) - 1)) + carry;
            carry = i == digits.length - 1 ? 0 : (digit + (1 << (bits - 1)) - 1) >> bits;
            digits[i] = digit - (carry << bits);
        }
        return digits;
    }
}
