package org.session4j.protocol.internal.crypto;

import java.util.Arrays;

/**
 * Numbers modulo L = 2^252 + 27742317777372353535851937790883648493, the order of Ed25519's base point; 32 bytes, little
 * endian.
 *
 * <p>A number is held in limbs of 21 bits, so that limb 12 has the weight 2^252 and folds back onto six lower limbs. All
 * loops have fixed bounds and no branch or index depends on a value: secret scalars may pass through here.
 */
final class ScalarModL {

    static final int LENGTH = 32;

    private static final int BITS = 21;
    private static final int LIMBS = 12;
    private static final int WIDE_LIMBS = 24;
    private static final long MASK = (1L << BITS) - 1;

    /** L, little endian. */
    private static final byte[] ORDER = {
        (byte) 0xed,
        (byte) 0xd3,
        (byte) 0xf5,
        0x5c,
        0x1a,
        0x63,
        0x12,
        0x58,
        (byte) 0xd6,
        (byte) 0x9c,
        (byte) 0xf7,
        (byte) 0xa2,
        (byte) 0xde,
        (byte) 0xf9,
        (byte) 0xde,
        0x14,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0x10
    };

    /** 2^252 modulo L in six signed limbs: 2^252 − L = −27742317777372353535851937790883648493. */
    private static final long[] FOLD = {666643, 470296, 654183, -997805, 136657, -683901};

    private ScalarModL() {}

    /** L as 32 bytes; a fresh array. */
    static byte[] order() {
        return ORDER.clone();
    }

    /** Whether a 32-byte number is below L. Not constant-time: for the public half of a signature. */
    static boolean isCanonical(byte[] number, int offset) {
        for (int i = LENGTH - 1; i >= 0; i--) {
            int difference = (number[offset + i] & 0xff) - (ORDER[i] & 0xff);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    /**
     * @param number 32 or 64 bytes
     */
    static byte[] reduce(byte[] number) {
        return reduceAndPack(unpack(number, WIDE_LIMBS));
    }

    static byte[] add(byte[] x, byte[] y) {
        long[] sum = unpack(x, WIDE_LIMBS);
        long[] other = unpack(y, WIDE_LIMBS);
        for (int i = 0; i <= LIMBS; i++) {
            sum[i] += other[i];
        }
        Arrays.fill(other, 0);
        return reduceAndPack(sum);
    }

    static byte[] multiply(byte[] x, byte[] y) {
        long[] left = unpack(reduce(x), LIMBS);
        long[] right = unpack(reduce(y), LIMBS);
        long[] product = new long[WIDE_LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            for (int j = 0; j < LIMBS; j++) {
                product[i + j] += left[i] * right[j];
            }
        }
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
        for (int i = 0; i < WIDE_LIMBS - 1; i++) {
            carry(product, i);
        }
        return reduceAndPack(product);
    }

    static byte[] negate(byte[] x) {
        byte[] minusOne = order();
        minusOne[0]--;
        return multiply(x, minusOne);
    }

    /** Splits into limbs of 21 bits; the last limb takes what is left. */
    private static long[] unpack(byte[] number, int count) {
        long[] limbs = new long[count];
        for (int i = 0; i < number.length * 8; i += 8) {
            int limb = Math.min(i / BITS, count - 1);
            int shift = i - limb * BITS;
            long value = number[i / 8] & 0xffL;
            if (limb == count - 1) {
                limbs[limb] += value << shift;
            } else {
                limbs[limb] += (value << shift) & MASK;
                limbs[limb + 1] += (value << shift) >>> BITS;
            }
        }
        return limbs;
    }

    private static byte[] reduceAndPack(long[] s) {
        for (int i = WIDE_LIMBS - 1; i >= 18; i--) {
            fold(s, i);
        }
        for (int i = 6; i <= 16; i++) {
            carry(s, i);
        }
        for (int i = 17; i >= LIMBS; i--) {
            fold(s, i);
        }
        for (int i = 0; i < LIMBS; i++) {
            carry(s, i);
        }
        fold(s, LIMBS);
        for (int i = 0; i < LIMBS; i++) {
            carryFloor(s, i);
        }
        fold(s, LIMBS);
        for (int i = 0; i < LIMBS - 1; i++) {
            carryFloor(s, i);
        }
        byte[] out = new byte[LENGTH];
        for (int i = 0; i < LENGTH * 8; i += 8) {
            int limb = Math.min(i / BITS, LIMBS - 1);
            int shift = i - limb * BITS;
            long value = s[limb] >>> shift;
            if (limb < LIMBS - 1) {
                value |= s[limb + 1] << (BITS - shift);
            }
            out[i / 8] = (byte) value;
        }
        Arrays.fill(s, 0);
        return out;
    }

    /** Replaces limb i by its equivalent on the limbs i − 12 to i − 7. */
    private static void fold(long[] s, int i) {
        for (int j = 0; j < FOLD.length; j++) {
            s[i - LIMBS + j] += s[i] * FOLD[j];
        }
        s[i] = 0;
    }

    /** Leaves limb i in −2^20 to 2^20. */
    private static void carry(long[] s, int i) {
        long carry = (s[i] + (1L << (BITS - 1))) >> BITS;
        s[i + 1] += carry;
        s[i] -= carry << BITS;
    }

    /** Leaves limb i in 0 to 2^21 − 1. */
    private static void carryFloor(long[] s, int i) {
        long carry = s[i] >> BITS;
        s[i + 1] += carry;
        s[i] -= carry << BITS;
    }
}
