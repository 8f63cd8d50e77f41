package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * A value in bt-encoding, the form of config documents and group keys (config: bt-encoding).
 *
 * <pre>
 * integer      i decimal e          -2^63 to 2^63 - 1, no leading zeros, no -0
 * byte string  decimal : bytes
 * list         l values e
 * dict         d (key value)... e   keys are byte strings in ascending order, see {@link Bytes#compareTo}
 * </pre>
 *
 * Values are immutable, and {@link #encode} writes the canonical form in any case: what {@link BtReader} takes in more
 * generously leaves in good order.
 */
public sealed interface BtValue permits BtInteger, BtUnsigned, BtString, BtList, BtDict {

    /** Reads one value in canonical form that is all of the input. */
    static BtValue decode(Bytes input) throws MalformedDataException {
        BtReader reader = BtReader.of(input, BtLeniency.CANONICAL);
        BtValue value = reader.readValue();
        reader.requireEnd();
        return value;
    }

    /** The canonical form. */
    default byte[] encode() {
        BtOutput out = new BtOutput();
        writeTo(out);
        return out.toByteArray();
    }

    /** Appends the canonical form. */
    void writeTo(ByteArrayOutputStream out);

    default long asInteger() throws MalformedDataException {
        if (this instanceof BtInteger integer) {
            return integer.value();
        }
        throw new MalformedDataException("expected an integer in bt-encoding");
    }

    default Bytes asString() throws MalformedDataException {
        if (this instanceof BtString string) {
            return string.value();
        }
        throw new MalformedDataException("expected a byte string in bt-encoding");
    }

    default BtList asList() throws MalformedDataException {
        if (this instanceof BtList list) {
            return list;
        }
        throw new MalformedDataException("expected a list in bt-encoding");
    }

    default BtDict asDict() throws MalformedDataException {
        if (this instanceof BtDict dict) {
            return dict;
        }
        throw new MalformedDataException("expected a dict in bt-encoding");
    }
}
