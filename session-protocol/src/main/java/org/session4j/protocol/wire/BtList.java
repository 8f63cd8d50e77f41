package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** A list in bt-encoding. */
public record BtList(List<BtValue> values) implements BtValue {

    private static final BtList EMPTY = new BtList(List.of());

    public BtList {
        values = List.copyOf(values);
    }

    public static BtList of(BtValue... values) {
        return new BtList(List.of(values));
    }

    public static BtList empty() {
        return EMPTY;
    }

    @Override
    public void writeTo(ByteArrayOutputStream out) {
        out.write('l');
        for (BtValue value : values) {
            value.writeTo(out);
        }
        out.write('e');
    }

    /** Shows the length only. */
    @Override
    public String toString() {
        return "BtList[" + values.size() + "]";
    }
}
