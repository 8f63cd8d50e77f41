package org.session4j.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * Reads bt-encoding from its beginning, a value at a time, or a container entry by entry where it matters at which byte
 * one stands (a signature covers all that is before it).
 *
 * <pre>{@code
 * BtReader reader = BtReader.of(bytes, BtLeniency.LENIENT);
 * reader.beginDict();
 * while (reader.hasNext()) {
 *     int at = reader.position();
 *     Bytes key = reader.readKey();
 *     BtValue value = reader.readValue();
 * }
 * reader.end();
 * }</pre>
 *
 * <p>Whatever the bytes are, a method returns or throws {@link MalformedDataException}. Time and memory are in proportion
 * to the length of the input, and containers within one another count up to {@link #MAX_DEPTH}. Not thread-safe.
 */
public final class BtReader {

    /** The outermost container has depth 1. */
    public static final int MAX_DEPTH = 64;

    private final Bytes input;
    private final BtLeniency leniency;
    private final List<Open> open = new ArrayList<>();
    private int position;

    private BtReader(Bytes input, BtLeniency leniency) {
        this.input = input;
        this.leniency = leniency;
    }

    public static BtReader of(Bytes input, BtLeniency leniency) {
        return new BtReader(input, leniency);
    }

    /** The index of the byte that is read next. */
    public int position() {
        return position;
    }

    /** Enters the dict that comes next. */
    public void beginDict() throws MalformedDataException {
        begin('d', "a dict", leniency);
    }

    /** Enters the list that comes next. */
    public void beginList() throws MalformedDataException {
        begin('l', "a list", leniency);
    }

    /** Whether the container that was entered last goes on. */
    public boolean hasNext() throws MalformedDataException {
        return peek() != 'e';
    }

    /** Leaves the container that was entered last, at its end. */
    public void end() throws MalformedDataException {
        expect('e', "the end of a container");
        open.remove(open.size() - 1);
    }

    /** The key of the next entry of a dict. */
    public Bytes readKey() throws MalformedDataException {
        return readKey(open.get(open.size() - 1));
    }

    /** The next value, whatever it is. */
    public BtValue readValue() throws MalformedDataException {
        return readValue(leniency);
    }

    /** The next value, whatever it is, read with a leniency of its own. */
    public BtValue readValue(BtLeniency itsLeniency) throws MalformedDataException {
        return switch (peek()) {
            case 'i' -> readInteger(itsLeniency);
            case 'l' -> readList(itsLeniency);
            case 'd' -> readDict(itsLeniency);
            default -> new BtString(readString(itsLeniency));
        };
    }

    /** Refuses bytes behind the last value. */
    public void requireEnd() throws MalformedDataException {
        if (position != input.length()) {
            throw malformed("nothing more");
        }
    }

    private BtValue readList(BtLeniency itsLeniency) throws MalformedDataException {
        begin('l', "a list", itsLeniency);
        List<BtValue> values = new ArrayList<>();
        while (hasNext()) {
            values.add(readValue(itsLeniency));
        }
        end();
        return values.isEmpty() ? BtList.empty() : new BtList(values);
    }

    private BtValue readDict(BtLeniency itsLeniency) throws MalformedDataException {
        begin('d', "a dict", itsLeniency);
        Open dict = open.get(open.size() - 1);
        TreeMap<Bytes, BtValue> entries = new TreeMap<>();
        while (hasNext()) {
            entries.put(readKey(dict), readValue(itsLeniency));
        }
        end();
        return BtDict.ofOwn(entries);
    }

    private Bytes readKey(Open dict) throws MalformedDataException {
        Bytes key = readString(dict.leniency);
        if (dict.leniency != BtLeniency.LOOSE && dict.lastKey != null && dict.lastKey.compareTo(key) >= 0) {
            throw malformed("a key greater than the one before");
        }
        dict.lastKey = key;
        return key;
    }

    private Bytes readString(BtLeniency itsLeniency) throws MalformedDataException {
        long length = readDigits(':', Integer.MAX_VALUE, itsLeniency);
        if (length > input.length() - position) {
            throw malformed("a byte string of " + length + " bytes");
        }
        int start = position;
        position += (int) length;
        // A copy: a slice would keep the whole message in memory for as long as one of its values is used.
        return length == 0
                ? Bytes.empty()
                : Bytes.unsafeWrap(input.slice(start, position).toByteArray());
    }

    private BtValue readInteger(BtLeniency itsLeniency) throws MalformedDataException {
        expect('i', "an integer");
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        // As an unsigned number, for 2^63 is one that only the negative ones may reach.
        long limit = negative ? Long.MIN_VALUE : itsLeniency == BtLeniency.LOOSE ? -1 : Long.MAX_VALUE;
        long magnitude = readDigits('e', limit, itsLeniency);
        if (negative && magnitude == 0 && itsLeniency == BtLeniency.CANONICAL) {
            throw malformed("an integer in canonical form");
        }
        if (negative || magnitude >= 0) {
            return new BtInteger(negative ? -magnitude : magnitude);
        }
        return new BtUnsigned(magnitude);
    }

    /** An unsigned decimal number of at most limit, and the byte that ends it. */
    private long readDigits(char terminator, long limit, BtLeniency itsLeniency) throws MalformedDataException {
        int start = position;
        long tenth = Long.divideUnsigned(limit, 10);
        long lastDigit = Long.remainderUnsigned(limit, 10);
        long number = 0;
        while (peek() != terminator) {
            int digit = peek() - '0';
            if (digit < 0 || digit > 9) {
                throw malformed("a digit");
            }
            int order = Long.compareUnsigned(number, tenth);
            if (order > 0 || (order == 0 && digit > lastDigit)) {
                throw malformed("a number within its range");
            }
            number = number * 10 + digit;
            position++;
        }
        if (position == start) {
            throw malformed("a digit");
        }
        if (itsLeniency == BtLeniency.CANONICAL && position - start > 1 && input.at(start) == '0') {
            throw malformed("a number without leading zeros");
        }
        position++;
        return number;
    }

    private void begin(char mark, String what, BtLeniency itsLeniency) throws MalformedDataException {
        expect(mark, what);
        if (open.size() == MAX_DEPTH) {
            throw malformed("at most " + MAX_DEPTH + " containers within one another");
        }
        open.add(new Open(itsLeniency));
    }

    private void expect(char mark, String what) throws MalformedDataException {
        if (peek() != mark) {
            throw malformed(what);
        }
        position++;
    }

    private int peek() throws MalformedDataException {
        if (position >= input.length()) {
            throw malformed("more bytes");
        }
        return input.at(position);
    }

    private MalformedDataException malformed(String expected) {
        return new MalformedDataException("bt-encoding: expected " + expected + " at byte " + position);
    }

    /** A container that was entered and not left. */
    private static final class Open {

        private final BtLeniency leniency;
        private @Nullable Bytes lastKey;

        private Open(BtLeniency leniency) {
            this.leniency = leniency;
        }
    }
}
