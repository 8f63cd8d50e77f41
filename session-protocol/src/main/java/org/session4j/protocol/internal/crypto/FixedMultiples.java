package org.session4j.protocol.internal.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.session4j.protocol.internal.crypto.EdwardsPoint.Summand;

/**
 * Multiples of a point that comes again and again, made once, so that of the doublings of a multiplication few or none are
 * left. Not constant-time. Immutable.
 *
 * <pre>
 * h = Σ 2^(w·j) · d_j             with digits from 1 − 2^(w − 1) to 2^(w − 1), j = rounds · i + round
 * table of each power i:          1 to 2^(w − 1) times 2^(w · rounds · i) · P
 * </pre>
 *
 * The digits of one round are looked up and added, and between two rounds the sum is doubled w times. All tables are one
 * array, as a multiplication reads all over them.
 */
final class FixedMultiples {

    /** Of a scalar; the order of the base point has one less. */
    private static final int SCALAR_BITS = 254;

    private static final int ELEMENT = X25519Field.SIZE;
    private static final int SUM = 0;
    private static final int DIFFERENCE = ELEMENT;
    private static final int TWO_D_T = 2 * ELEMENT;
    private static final int MULTIPLE = 3 * ELEMENT;

    private final int digitBits;
    private final int rounds;
    private final int powers;
    private final int width;
    private final int[] coordinates;

    /** Makes the multiples of a point, which is used up. */
    FixedMultiples(EdwardsPoint point, int digitBits, int rounds) {
        this.digitBits = digitBits;
        this.rounds = rounds;
        this.powers = (SCALAR_BITS + digitBits * rounds - 1) / (digitBits * rounds);
        this.width = 1 << (digitBits - 1);
        this.coordinates = affine(multiples(point));
    }

    private EdwardsPoint[] multiples(EdwardsPoint power) {
        EdwardsPoint[] multiples = new EdwardsPoint[powers * width];
        for (int first = 0; first < multiples.length; first += width) {
            Summand one = power.toSummand();
            multiples[first] = new EdwardsPoint(power);
            for (int i = first + 1; i < first + width; i++) {
                multiples[i] = new EdwardsPoint(multiples[i - 1]);
                multiples[i].add(one);
            }
            for (int doubling = 0; doubling < digitBits * rounds; doubling++) {
                power.twice();
            }
        }
        return multiples;
    }

    /** One inversion does for all: each Z is divided out of the product of all up to it. */
    private static int[] affine(EdwardsPoint[] points) {
        int[][] products = new int[points.length][];
        int[] product = X25519Field.create();
        X25519Field.one(product);
        for (int i = 0; i < points.length; i++) {
            products[i] = product;
            product = X25519Field.create();
            X25519Field.mul(products[i], points[i].z, product);
        }
        int[] inverse = X25519Field.create();
        X25519Field.invVar(product, inverse);
        int[] out = new int[points.length * MULTIPLE];
        for (int i = points.length - 1; i >= 0; i--) {
            X25519Field.mul(products[i], inverse, products[i]);
            Summand multiple = points[i].toSummand(products[i]);
            X25519Field.copy(multiple.sum, 0, out, i * MULTIPLE + SUM);
            X25519Field.copy(multiple.difference, 0, out, i * MULTIPLE + DIFFERENCE);
            X25519Field.copy(multiple.twoDt, 0, out, i * MULTIPLE + TWO_D_T);
            X25519Field.mul(inverse, points[i].z, inverse);
        }
        return out;
    }

    /**
     * The digits of a scalar, the lowest first, as many as {@link #add} looks at.
     *
     * @param scalar 32 bytes, little endian, below 2^254
     */
    int[] digits(byte[] scalar) {
        int[] digits = new int[powers * rounds];
        int carry = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = bits(scalar, i * digitBits) + carry;
            carry = (digit + width - 1) >> digitBits;
            digits[i] = digit - (carry << digitBits);
        }
        return digits;
    }

    private int bits(byte[] scalar, int position) {
        int index = position / Byte.SIZE;
        int low = index < scalar.length ? scalar[index] & 0xff : 0;
        int high = index + 1 < scalar.length ? scalar[index + 1] & 0xff : 0;
        return ((high << Byte.SIZE | low) >> (position % Byte.SIZE)) & ((1 << digitBits) - 1);
    }

    /**
     * Adds the multiples that the digits of one round ask for.
     *
     * @param scratch for what is looked up
     */
    void add(EdwardsPoint sum, int[] digits, int round, Summand scratch) {
        for (int i = 0; i < powers; i++) {
            int digit = digits[rounds * i + round];
            if (digit == 0) {
                continue;
            }
            int at = (i * width + Math.abs(digit) - 1) * MULTIPLE;
            X25519Field.copy(coordinates, at + SUM, scratch.sum, 0);
            X25519Field.copy(coordinates, at + DIFFERENCE, scratch.difference, 0);
            X25519Field.copy(coordinates, at + TWO_D_T, scratch.twoDt, 0);
            if (digit > 0) {
                sum.addAffine(scratch);
            } else {
                sum.subtractAffine(scratch);
            }
        }
    }
}
