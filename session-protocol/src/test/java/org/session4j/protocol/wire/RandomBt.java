package org.session4j.protocol.wire;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.session4j.protocol.Bytes;

/** Values in bt-encoding of every kind, as deep as they come. */
public final class RandomBt {

    private RandomBt() {}

    public static Arbitrary<BtValue> values() {
        Arbitrary<BtValue> scalars = Arbitraries.oneOf(
                Arbitraries.longs().map(BtInteger::new),
                Arbitraries.integers().between(-3, 12).map(BtInteger::new),
                bytes().map(BtString::new));
        return Arbitraries.recursive(() -> scalars, RandomBt::containers, 0, 3);
    }

    static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(12).map(Bytes::of);
    }

    private static Arbitrary<BtValue> containers(Arbitrary<BtValue> values) {
        return Arbitraries.oneOf(
                values.list().ofMaxSize(4).map(BtList::new),
                Arbitraries.maps(bytes(), values).ofMaxSize(4).map((Map<Bytes, BtValue> map) -> BtDict.of(map)),
                values);
    }
}
