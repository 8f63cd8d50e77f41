package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;

/**
 * An integer of 2^63 to 2^64 − 1, which only {@link BtLeniency#LOOSE} reads: there is no place for it in anything that we
 * understand, but what is not understood must be written again as it was.
 *
 * @param bits the number modulo 2^64, and so negative
 */
public record BtUnsigned(long bits) implements BtValue {

    public BtUnsigned {
        if (bits >= 0) {
            throw new IllegalArgumentException("expected an integer of at least 2^63");
        }
    }

    @Override
    public void writeTo(ByteArrayOutputStream out) {
        BtText.write("i" + Long.toUnsignedString(bits) + "e", out);
    }
}
