package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import org.session4j.protocol.Bytes;

/** A byte string in bt-encoding; text is UTF-8. */
public record BtString(Bytes value) implements BtValue {

    public BtString {
        Objects.requireNonNull(value, "value");
    }

    /** The UTF-8 form of a text. */
    public static BtString utf8(String text) {
        return new BtString(Bytes.utf8(text));
    }

    @Override
    public void writeTo(ByteArrayOutputStream out) {
        write(value, out);
    }

    static void write(Bytes value, ByteArrayOutputStream out) {
        BtText.write(value.length() + ":", out);
        if (out instanceof BtOutput output) {
            output.write(value);
        } else {
            byte[] bytes = value.toByteArray();
            out.write(bytes, 0, bytes.length);
        }
    }
}
