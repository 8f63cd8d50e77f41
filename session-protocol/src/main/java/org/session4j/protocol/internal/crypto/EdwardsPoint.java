package org.session4j.protocol.internal.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.jspecify.annotations.Nullable;

/**
 * A point of Ed25519's curve −x² + y² = 1 + d·x²·y² in extended coordinates (X : Y : Z : T), x = X/Z, y = Y/Z,
 * T = X·Y/Z. Mutable, so that a long computation reuses its memory; not thread-safe.
 *
 * <p>The formulas are the complete ones of Hisil, Wong, Carter and Dawson (2008): no case is special, and no branch
 * depends on the coordinates.
 */
final class EdwardsPoint {

    static final int LENGTH = 32;

    /** d = −121665/121666. */
    private static final int[] D = fraction(-121665, 121666);

    private static final int[] TWO_D = sum(D, D);

    private static final int[] ONE = number(1);

    final int[] x = X25519Field.create();
    final int[] y = number(1);
    final int[] z = number(1);
    final int[] t = X25519Field.create();

    private final int[] a = X25519Field.create();
    private final int[] b = X25519Field.create();
    private final int[] c = X25519Field.create();
    private final int[] e = X25519Field.create();
    private final int[] f = X25519Field.create();
    private final int[] g = X25519Field.create();
    private final int[] h = X25519Field.create();

    /** The neutral element (0, 1). */
    EdwardsPoint() {}

    EdwardsPoint(EdwardsPoint other) {
        X25519Field.copy(other.x, 0, x, 0);
        X25519Field.copy(other.y, 0, y, 0);
        X25519Field.copy(other.z, 0, z, 0);
        X25519Field.copy(other.t, 0, t, 0);
    }

    /** The summand form of a point: Y + X, Y − X, 2Z and 2d·T. */
    static final class Summand {
        final int[] sum = X25519Field.create();
        final int[] difference = X25519Field.create();
        final int[] twoZ = X25519Field.create();
        final int[] twoDt = X25519Field.create();

        /** The neutral element. */
        Summand() {
            X25519Field.one(sum);
            X25519Field.one(difference);
            X25519Field.add(ONE, ONE, twoZ);
        }

        /** Takes over another one if mask is −1, and nothing if it is 0. Constant-time. */
        void takeIf(int mask, Summand other) {
            X25519Field.cmov(mask, other.sum, 0, sum, 0);
            X25519Field.cmov(mask, other.difference, 0, difference, 0);
            X25519Field.cmov(mask, other.twoZ, 0, twoZ, 0);
            X25519Field.cmov(mask, other.twoDt, 0, twoDt, 0);
        }

        /** Becomes its inverse if negate is 1, stays as it is if 0. Constant-time. */
        void negateIf(int negate) {
            X25519Field.cswap(negate, sum, difference);
            X25519Field.cnegate(negate, twoDt);
        }
    }

    Summand toSummand() {
        Summand out = new Summand();
        X25519Field.apm(y, x, out.sum, out.difference);
        X25519Field.carry(out.sum);
        X25519Field.carry(out.difference);
        X25519Field.add(z, z, out.twoZ);
        X25519Field.carry(out.twoZ);
        X25519Field.mul(t, TWO_D, out.twoDt);
        return out;
    }

    /**
     * The summand of this point with Z = 1.
     *
     * @param inverse of Z
     */
    Summand toSummand(int[] inverse) {
        EdwardsPoint affine = new EdwardsPoint();
        X25519Field.mul(x, inverse, affine.x);
        X25519Field.mul(y, inverse, affine.y);
        X25519Field.mul(affine.x, affine.y, affine.t);
        return affine.toSummand();
    }

    /**
     * Reads an encoded point: y in 255 bits, little endian, taken modulo p, and the parity of x in the top bit. As
     * libsodium's ge25519_frombytes: a y of p or more and a set parity bit at x = 0 are not refused here.
     *
     * @return null if there is no such point
     */
    static @Nullable EdwardsPoint decode(byte[] encoded, int offset) {
        EdwardsPoint point = new EdwardsPoint();
        X25519Field.decode255(encoded, offset, point.y, 0);
        int[] numerator = X25519Field.create();
        int[] denominator = X25519Field.create();
        X25519Field.sqr(point.y, numerator);
        X25519Field.mul(numerator, D, denominator);
        X25519Field.subOne(numerator);
        X25519Field.addOne(denominator);
        if (!X25519Field.sqrtRatioVar(numerator, denominator, point.x)) {
            return null;
        }
        X25519Field.normalize(point.x);
        if ((point.x[0] & 1) != ((encoded[offset + LENGTH - 1] >> 7) & 1)) {
            X25519Field.negate(point.x, point.x);
        }
        X25519Field.mul(point.x, point.y, point.t);
        return point;
    }

    /** y, little endian, with the parity of x in the top bit. */
    byte[] encode() {
        int[] inverse = X25519Field.create();
        X25519Field.inv(z, inverse);
        return encode(inverse);
    }

    /** As {@link #encode()}, for a point that everybody may know. Not constant-time. */
    byte[] encodePublic() {
        int[] inverse = X25519Field.create();
        X25519Field.invVar(z, inverse);
        return encode(inverse);
    }

    private byte[] encode(int[] inverse) {
        int[] affineX = X25519Field.create();
        int[] affineY = X25519Field.create();
        X25519Field.mul(x, inverse, affineX);
        X25519Field.mul(y, inverse, affineY);
        X25519Field.normalize(affineX);
        X25519Field.normalize(affineY);
        byte[] out = new byte[LENGTH];
        X25519Field.encode(affineY, out);
        out[LENGTH - 1] |= (byte) ((affineX[0] & 1) << 7);
        return out;
    }

    /** Whether this is the neutral element or the point of order two, (0, −1). */
    boolean hasZeroX() {
        X25519Field.normalize(x);
        return X25519Field.isZeroVar(x);
    }

    /** this = −this. */
    void negate() {
        X25519Field.negate(x, x);
        X25519Field.negate(t, t);
    }

    /** this = this + other. */
    void add(Summand other) {
        combine(other.sum, other.difference, other);
        X25519Field.apm(b, c, g, f);
        finishWithoutT();
        X25519Field.mul(e, h, t);
    }

    /** this = this − other. */
    void subtract(Summand other) {
        combine(other.difference, other.sum, other);
        X25519Field.apm(b, c, f, g);
        finishWithoutT();
        X25519Field.mul(e, h, t);
    }

    /** As {@link #add}, for a summand {@linkplain #toSummand(int[]) with Z = 1}. */
    void addAffine(Summand other) {
        combineAffine(other.sum, other.difference, other);
        X25519Field.apm(b, c, g, f);
        finishWithoutT();
        X25519Field.mul(e, h, t);
    }

    /** As {@link #subtract}, for a summand {@linkplain #toSummand(int[]) with Z = 1}. */
    void subtractAffine(Summand other) {
        combineAffine(other.difference, other.sum, other);
        X25519Field.apm(b, c, f, g);
        finishWithoutT();
        X25519Field.mul(e, h, t);
    }

    private void combineAffine(int[] plus, int[] minus, Summand other) {
        X25519Field.apm(y, x, b, a);
        X25519Field.mul(a, minus, a);
        X25519Field.mul(b, plus, b);
        X25519Field.apm(b, a, h, e);
        X25519Field.add(z, z, b);
        X25519Field.carry(b);
        X25519Field.mul(t, other.twoDt, c);
    }

    /** Leaves (Y+X)·plus and (Y−X)·minus combined in e and h, 2Z·Z' in b and 2d·T·T' in c. */
    private void combine(int[] plus, int[] minus, Summand other) {
        X25519Field.apm(y, x, b, a);
        X25519Field.mul(a, minus, a);
        X25519Field.mul(b, plus, b);
        X25519Field.apm(b, a, h, e);
        X25519Field.mul(z, other.twoZ, b);
        X25519Field.mul(t, other.twoDt, c);
    }

    /** this = 2 · this. */
    void twice() {
        twiceWithoutT();
        X25519Field.mul(e, h, t);
    }

    /** this = 2 · this, but T is not computed: nothing else than doubling may follow until a {@link #twice()}. */
    void twiceWithoutT() {
        X25519Field.add(x, y, e);
        X25519Field.sqr(x, a);
        X25519Field.sqr(y, b);
        X25519Field.sqr(z, c);
        X25519Field.add(c, c, c);
        X25519Field.sqr(e, e);
        X25519Field.apm(b, a, h, g);
        X25519Field.sub(e, h, e);
        X25519Field.sub(g, c, f);
        X25519Field.negate(h, h);
        X25519Field.carry(e);
        X25519Field.carry(f);
        finishWithoutT();
    }

    private void finishWithoutT() {
        X25519Field.mul(e, f, x);
        X25519Field.mul(g, h, y);
        X25519Field.mul(f, g, z);
    }

    private static int[] number(int value) {
        int[] out = X25519Field.create();
        out[0] = value;
        return out;
    }

    private static int[] sum(int[] left, int[] right) {
        int[] out = X25519Field.create();
        X25519Field.add(left, right, out);
        X25519Field.carry(out);
        return out;
    }

    private static int[] fraction(int numerator, int denominator) {
        int[] out = X25519Field.create();
        X25519Field.inv(number(denominator), out);
        X25519Field.mul(out, number(numerator), out);
        return out;
    }
}
