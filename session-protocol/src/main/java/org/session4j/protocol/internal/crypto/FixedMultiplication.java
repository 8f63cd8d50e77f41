package org.session4j.protocol.internal.crypto;

import org.session4j.protocol.internal.crypto.EdwardsPoint.Summand;

/**
 * h·P + s·B for values that everybody may know and a point P that comes again and again: five doublings are left of
 * 250. Not constant-time. Immutable.
 */
final class FixedMultiplication {

    private static final int POINT_BITS = 5;
    private static final int POINT_ROUNDS = 2;
    private static final int BASE_BITS = 8;

    /** Made at first use; half a megabyte. */
    private static final class Base {
        static final FixedMultiples MULTIPLES = new FixedMultiples(BasePoint.point(), BASE_BITS, 1);
    }

    private final FixedMultiples multiples;

    /** Makes the multiples of a point, which is not kept: work for about four plain multiplications. */
    FixedMultiplication(EdwardsPoint point) {
        multiples = new FixedMultiples(new EdwardsPoint(point), POINT_BITS, POINT_ROUNDS);
    }

    /**
     * h · P + s · B.
     *
     * @param h 32 bytes, little endian, below 2^254
     * @param s 32 bytes, little endian, below 2^254
     */
    EdwardsPoint sum(byte[] h, byte[] s) {
        int[] digits = multiples.digits(h);
        EdwardsPoint sum = new EdwardsPoint();
        Summand scratch = new Summand();
        multiples.add(sum, digits, POINT_ROUNDS - 1, scratch);
        for (int round = POINT_ROUNDS - 2; round >= 0; round--) {
            for (int doubling = 1; doubling < POINT_BITS; doubling++) {
                sum.twiceWithoutT();
            }
            sum.twice();
            multiples.add(sum, digits, round, scratch);
        }
        Base.MULTIPLES.add(sum, Base.MULTIPLES.digits(s), 0, scratch);
        return sum;
    }
}
