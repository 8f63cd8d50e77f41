package org.session4j.protocol.internal.crypto;

import java.util.Arrays;
import org.session4j.protocol.internal.crypto.EdwardsPoint.Summand;

/**
 * Multiples of Ed25519's base point B by secret scalars: signed digits of radix 16, one table of 1 to 8 times
 * 256^i · B for each pair of digits, and a look-up that reads the whole table whatever the digit is.
 */
final class BasePoint {

    /** y = 4/5, x even. */
    private static final byte[] ENCODED = encodedBase();

    private static final int DIGITS = SecretMultiplication.DIGITS;

    private BasePoint() {}

    /** Made at first use; about 10 KiB of field elements a dozen times over. */
    private static final class Tables {
        static final Summand[][] MULTIPLES_OF_POWER = build();

        private static Summand[][] build() {
            Summand[][] tables = new Summand[DIGITS / 2][];
            EdwardsPoint power = point();
            for (int i = 0; i < tables.length; i++) {
                tables[i] = SecretMultiplication.multiples(power);
                for (int doubling = 0; doubling < 8; doubling++) {
                    power.twice();
                }
            }
            return tables;
        }
    }

    /** B itself; a fresh object. */
    static EdwardsPoint point() {
        EdwardsPoint point = EdwardsPoint.decode(ENCODED, 0);
        if (point == null) {
            throw new AssertionError("the base point is on the curve");
        }
        return point;
    }

    /**
     * scalar · B, encoded. Constant-time.
     *
     * @param scalar 32 bytes, little endian, below 2^255
     */
    static byte[] multiply(byte[] scalar) {
        byte[] digits = SecretMultiplication.signedDigits(scalar);
        EdwardsPoint sum = new EdwardsPoint();
        Summand chosen = new Summand();
        for (int i = 1; i < DIGITS; i += 2) {
            SecretMultiplication.select(Tables.MULTIPLES_OF_POWER[i / 2], digits[i], chosen);
            sum.add(chosen);
        }
        for (int doubling = 0; doubling < 4; doubling++) {
            sum.twice();
        }
        for (int i = 0; i < DIGITS; i += 2) {
            SecretMultiplication.select(Tables.MULTIPLES_OF_POWER[i / 2], digits[i], chosen);
            sum.add(chosen);
        }
        Arrays.fill(digits, (byte) 0);
        return sum.encode();
    }

    private static byte[] encodedBase() {
        byte[] out = new byte[EdwardsPoint.LENGTH];
        Arrays.fill(out, (byte) 0x66);
        out[0] = 0x58;
        return out;
    }
}
