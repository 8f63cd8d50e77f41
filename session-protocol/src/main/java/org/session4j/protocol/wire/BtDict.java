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
public final class BtDict implements BtValue {

    private static final BtDict EMPTY = new BtDict(new TreeMap<>());

    private final SortedMap<Bytes, BtValue> entries;

    /**
     * @param own belongs to the result from now on
     */
    private BtDict(TreeMap<Bytes, BtValue> own) {
        this.entries = Collections.unmodifiableSortedMap(own);
    }

    /** A copy in the order of the keys, whatever order the map has. */
    public static BtDict of(Map<Bytes, ? extends BtValue> entries) {
        return ofOwn(new TreeMap<>(entries));
    }

    /**
     * The map itself, for what has just been read.
     *
     * @param own belongs to the result from now on, and has the natural order
     */
    static BtDict ofOwn(TreeMap<Bytes, BtValue> own) {
        return own.isEmpty() ? EMPTY : new BtDict(own);
    }

    public static BtDict empty() {
        return EMPTY;
    }

    /** All of it. Not modifiable. */
    public SortedMap<Bytes, BtValue> entries() {
        return entries;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof BtDict dict && entries.equals(dict.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** Shows the number of entries only. */
    @Override
    public String toString() {
        return "BtDict[" + entries.size() + "]";
    }
}
