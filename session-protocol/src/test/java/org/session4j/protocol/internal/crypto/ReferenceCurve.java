package org.session4j.protocol.internal.crypto;

import java.math.BigInteger;

/** The textbook form of the curve on big integers: slow, short, and independent of what it checks. */
final class ReferenceCurve {

    static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(inverse(BigInteger.valueOf(121666)))
            .mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
    static final Point BASE =
            ofY(BigInteger.valueOf(4).multiply(inverse(BigInteger.valueOf(5))).mod(P));

    /** Of order 8. */
    static final Point TORSION = ofY(number(new byte[] {
        0x26,
        (byte) 0xe8,
        (byte) 0x95,
        (byte) 0x8f,
        (byte) 0xc2,
        (byte) 0xb2,
        0x27,
        (byte) 0xb0,
        0x45,
        (byte) 0xc3,
        (byte) 0xf4,
        (byte) 0x89,
        (byte) 0xf2,
        (byte) 0xef,
        (byte) 0x98,
        (byte) 0xf0,
        (byte) 0xd5,
        (byte) 0xdf,
        (byte) 0xac,
        0x05,
        (byte) 0xd3,
        (byte) 0xc6,
        0x33,
        0x39,
        (byte) 0xb1,
        0x38,
        0x02,
        (byte) 0x88,
        0x6d,
        0x53,
        (byte) 0xfc,
        0x05
    }));

    private ReferenceCurve() {}

    record Point(BigInteger x, BigInteger y) {

        Point plus(Point other) {
            BigInteger product = D.multiply(x)
                    .multiply(other.x)
                    .multiply(y)
                    .multiply(other.y)
                    .mod(P);
            BigInteger newX = x.multiply(other.y).add(y.multiply(other.x));
            BigInteger newY = y.multiply(other.y).add(x.multiply(other.x));
            return new Point(
                    newX.multiply(inverse(BigInteger.ONE.add(product))).mod(P),
                    newY.multiply(inverse(BigInteger.ONE.subtract(product))).mod(P));
        }

        Point times(BigInteger scalar) {
            Point sum = NEUTRAL;
            for (int i = scalar.bitLength() - 1; i >= 0; i--) {
                sum = sum.plus(sum);
                if (scalar.testBit(i)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }

        Point times(long scalar) {
            return times(BigInteger.valueOf(scalar));
        }

        byte[] encode() {
            byte[] out = bytes(y, 32);
            out[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
            return out;
        }
    }

    /** The point with this y and an even x. */
    static Point ofY(BigInteger y) {
        BigInteger square = y.multiply(y).mod(P);
        BigInteger xx = square.subtract(BigInteger.ONE)
                .multiply(inverse(D.multiply(square).add(BigInteger.ONE)))
                .mod(P);
        BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xx)) {
            x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(xx)) {
            throw new IllegalArgumentException("no point");
        }
        return new Point(x.testBit(0) ? P.subtract(x) : x, y);
    }

    static BigInteger inverse(BigInteger value) {
        return value.mod(P).modInverse(P);
    }

    /** Little endian, without a sign. */
    static BigInteger number(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    static byte[] bytes(BigInteger value, int length) {
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = value.shiftRight(8 * i).byteValue();
        }
        return out;
    }
}
