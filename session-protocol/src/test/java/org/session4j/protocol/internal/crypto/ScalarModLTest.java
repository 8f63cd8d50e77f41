package org.session4j.protocol.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.L;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.bytes;
import static org.session4j.protocol.internal.crypto.ReferenceCurve.number;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScalarModLTest {

    /** Anything of 256 bits, and what lies next to a multiple of L or to a power of two. */
    @Provide
    Arbitrary<BigInteger> scalars() {
        Arbitrary<BigInteger> any =
                Arbitraries.bytes().array(byte[].class).ofSize(32).map(ReferenceCurve::number);
        Arbitrary<BigInteger> offset = Arbitraries.integers().between(-3, 3).map(BigInteger::valueOf);
        Arbitrary<BigInteger> multiples =
                Arbitraries.integers().between(0, 15).map(BigInteger::valueOf).map(L::multiply);
        Arbitrary<BigInteger> powers = Arbitraries.integers().between(0, 256).map(BigInteger.ONE::shiftLeft);
        Arbitrary<BigInteger> edges = Arbitraries.oneOf(multiples, powers).flatMap(edge -> offset.map(edge::add));
        BigInteger limit = BigInteger.ONE.shiftLeft(256);
        return Arbitraries.oneOf(any, edges).filter(value -> value.signum() >= 0 && value.compareTo(limit) < 0);
    }

    @Property
    void wideNumbersAreReduced(@ForAll("scalars") BigInteger low, @ForAll("scalars") BigInteger high) {
        BigInteger wide = high.shiftLeft(256).add(low);
        assertThat(number(ScalarModL.reduce(bytes(wide, 64)))).isEqualTo(wide.mod(L));
    }

    @Property
    void sumsAreReduced(@ForAll("scalars") BigInteger x, @ForAll("scalars") BigInteger y) {
        assertThat(number(ScalarModL.add(bytes(x, 32), bytes(y, 32))))
                .isEqualTo(x.add(y).mod(L));
    }

    @Property
    void productsAreReduced(@ForAll("scalars") BigInteger x, @ForAll("scalars") BigInteger y) {
        assertThat(number(ScalarModL.multiply(bytes(x, 32), bytes(y, 32))))
                .isEqualTo(x.multiply(y).mod(L));
    }

    @Property
    void negativesAreReduced(@ForAll("scalars") BigInteger x) {
        assertThat(number(ScalarModL.negate(bytes(x, 32)))).isEqualTo(x.negate().mod(L));
    }

    @Property
    void onlyNumbersBelowTheOrderAreCanonical(@ForAll("scalars") BigInteger x) {
        assertThat(ScalarModL.isCanonical(bytes(x, 32), 0)).isEqualTo(x.compareTo(L) < 0);
    }
}
