package org.session4j.protocol.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.BASE;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.L;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.NEUTRAL;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.P;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.TORSION;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.bytes;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.inverse;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.number;

import java.math.BigInteger;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.internal.crypto.ReferenceCurve.Point;

class EdwardsPointTest {

    /** Points of the whole group, those of small order and the neutral element among them. */
    @Provide
    Arbitrary<Point> points() {
        Arbitrary<Integer> multiples = Arbitraries.integers().between(0, 1 << 20);
        return multiples.flatMap(n -> Arbitraries.integers()
                .between(0, 7)
                .map(t -> BASE.times(n % 4 == 0 ? 0 : n).plus(TORSION.times(t))));
    }

    private static EdwardsPoint point(Point point) {
        return Objects.requireNonNull(EdwardsPoint.decode(point.encode(), 0));
    }

    @Property(tries = 300)
    void whatIsDecodedIsEncodedAgain(@ForAll("points") Point point) {
        assertThat(point(point).encode()).isEqualTo(point.encode());
    }

    @Property(tries = 300)
    void sumsDifferencesAndDoublesAreThoseOfTheGroup(@ForAll("points") Point left, @ForAll("points") Point right) {
        EdwardsPoint sum = point(left);
        sum.add(point(right).toSummand());
        assertThat(sum.encode()).isEqualTo(left.plus(right).encode());

        EdwardsPoint difference = point(left);
        difference.subtract(point(right).toSummand());
        assertThat(difference.encode())
                .isEqualTo(
                        left.plus(right.times(L.multiply(BigInteger.valueOf(8)).subtract(BigInteger.ONE)))
                                .encode());

        EdwardsPoint twice = point(left);
        twice.twice();
        assertThat(twice.encode()).isEqualTo(left.plus(left).encode());
    }

    @Property
    void everyStringIsAPointOrNone(@ForAll @Size(32) byte[] bytes) {
        EdwardsPoint decoded = EdwardsPoint.decode(bytes, 0);
        BigInteger y = number(bytes).clearBit(255).mod(P);
        BigInteger square = y.multiply(y).mod(P);
        BigInteger xx = square.subtract(BigInteger.ONE)
                .multiply(inverse(ReferenceCurve.D.multiply(square).add(BigInteger.ONE)))
                .mod(P);
        boolean isSquare = !xx.modPow(P.shiftRight(1), P).equals(P.subtract(BigInteger.ONE));
        assertThat(decoded != null).isEqualTo(isSquare);
        if (decoded != null && y.equals(number(bytes).clearBit(255)) && xx.signum() != 0) {
            assertThat(decoded.encode()).isEqualTo(bytes);
        }
    }

    @Property(tries = 200)
    void multiplesOfTheBasePointAreThoseOfTheGroup(@ForAll @Size(32) byte[] scalar) {
        scalar[31] &= 0x7f;
        assertThat(BasePoint.multiply(scalar))
                .isEqualTo(BASE.times(number(scalar)).encode());
    }

    @Property(tries = 200)
    void multiplesOfAnyPointAreThoseOfTheGroup(@ForAll @Size(32) byte[] scalar, @ForAll("points") Point point) {
        scalar[31] &= 0x7f;
        assertThat(SecretMultiplication.multiply(scalar, point(point)))
                .isEqualTo(point.times(number(scalar)).encode());
    }

    @Test
    void extremeMultiplesOfTheBasePointAreThoseOfTheGroup() {
        BigInteger top = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE);
        for (BigInteger scalar : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE,
            L.subtract(BigInteger.ONE),
            L,
            L.add(BigInteger.ONE),
            top,
            number(pattern(0x88)),
            number(pattern(0x78))
        }) {
            assertThat(BasePoint.multiply(bytes(scalar, 32)))
                    .isEqualTo(BASE.times(scalar).encode());
        }
    }

    private static byte[] pattern(int value) {
        byte[] out = new byte[32];
        java.util.Arrays.fill(out, (byte) value);
        out[31] &= 0x7f;
        return out;
    }

    @Property(tries = 200)
    void publicSumsAreThoseOfTheGroup(
            @ForAll @Size(32) byte[] h, @ForAll @Size(32) byte[] s, @ForAll("points") Point point) {
        assertThat(PublicMultiplication.sum(h, point(point), s).encode())
                .isEqualTo(point.times(number(h)).plus(BASE.times(number(s))).encode());
    }

    @Property(tries = 50)
    void thePrimeOrderTakesAwayAllButTheTorsion(
            @ForAll @IntRange(min = 1, max = 1 << 20) int n, @ForAll @IntRange(min = 0, max = 7) int t) {
        EdwardsPoint key = point(BASE.times(n).plus(TORSION.times(t)));
        EdwardsPoint product = PublicMultiplication.sum(ScalarModL.order(), key, new byte[32]);
        assertThat(product.encode())
                .isEqualTo(TORSION.times(L.multiply(BigInteger.valueOf(t))).encode());
        assertThat(product.hasZeroX()).isEqualTo(t == 0 || t == 4);
    }

    @Test
    void eightTimesTheTorsionPointIsNeutral() {
        assertThat(TORSION.times(8)).isEqualTo(NEUTRAL);
        assertThat(TORSION.times(4)).isNotEqualTo(NEUTRAL);
    }
}
