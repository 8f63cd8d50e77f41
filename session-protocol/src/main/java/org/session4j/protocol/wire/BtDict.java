package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** A dict in bt-encoding, in the order in which it is written. */
public record BtDict(SortedMap<Bytes, BtValue> entries) implements BtValue {

    private static final BtDict EMPTY = new BtDict(new TreeMap<>());

    public BtDict {
        // A copy in the order of the keys, whatever order the map had.
        entries = Collections.unmodifiableSortedMap(new TreeMap<>((Map<Bytes, BtValue>) entries));
    }

    public static BtDict of(Map<Bytes, ? extends BtValue> entries) {
        return entries.isEmpty() ? EMPTY : new BtDict(new TreeMap<>(entries));
    }

    public static BtDict empty() {
        return EMPTY;
    }

    public Optional<BtValue> get(Bytes key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The value of a key that has to be there. */
    public BtValue require(Bytes key) throws MalformedDataException {
        BtValue value = entries.get(key);
        if (value == null) {
            throw new MalformedDataException("a key that has to be there is missing in a dict in bt-encoding");
        }
        return value;
    }

    @Override
    public void writeTo(ByteArrayOutputStream out) {
        out.write('d');
        entries.forEach((key, value) -> {
            BtString.write(key, out);
            value.writeTo(out);
        });
        out.write('e');
    }

    /** Shows the number of entries only. */
    @Override
    public String toString() {
        return "BtDict[" + entries.size() + "]";
    }
}
