package org.session4j.protocol.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FixedMultiplicationTest {

    @Property(tries = 300)
    void itGivesWhatThePlainMultiplicationGives(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] point = BasePoint.multiply(scalar(random));
        byte[] h = scalar(random);
        byte[] s = scalar(random);

        assertSame(point, h, s);
    }

    @Test
    void theDigitsCarryToTheVeryTop() {
        byte[] point = BasePoint.multiply(bytes(BigInteger.valueOf(7)));
        BigInteger top = BigInteger.ONE.shiftLeft(254).subtract(BigInteger.ONE);
        for (BigInteger number : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.valueOf(16),
            BigInteger.valueOf(17),
            BigInteger.valueOf(128),
            BigInteger.valueOf(129),
            BigInteger.valueOf(0x8888),
            top,
            top.subtract(BigInteger.valueOf(0x7f7f)),
            new BigInteger("1" + "10".repeat(126), 2),
            new BigInteger("10000".repeat(50), 2),
            new BigInteger("10001".repeat(50), 2),
            new BigInteger("88".repeat(31), 16),
            new BigInteger("80".repeat(31), 16),
            new BigInteger("3f" + "ff".repeat(31), 16)
        }) {
            assertSame(point, bytes(number), bytes(BigInteger.valueOf(3)));
            assertSame(point, bytes(BigInteger.valueOf(3)), bytes(number));
            assertSame(point, bytes(number), bytes(number));
        }
    }

    private static void assertSame(byte[] encodedPoint, byte[] h, byte[] s) {
        EdwardsPoint point = EdwardsPoint.decode(encodedPoint, 0);
        assertThat(point).isNotNull();
        byte[] expected = PublicMultiplication.sum(h, point, s).encode();

        byte[] sum = new FixedMultiplication(point).sum(h, s).encodePublic();

        assertThat(sum).isEqualTo(expected);
        assertThat(point.encode()).isEqualTo(encodedPoint);
    }

    private static byte[] scalar(Random random) {
        byte[] scalar = new byte[32];
        random.nextBytes(scalar);
        scalar[31] &= 0x1f;
        return scalar;
    }

    private static byte[] bytes(BigInteger number) {
        byte[] out = new byte[32];
        for (int i = 0; i < 32; i++) {
            out[i] = number.shiftRight(8 * i).byteValue();
        }
        return out;
    }
}
