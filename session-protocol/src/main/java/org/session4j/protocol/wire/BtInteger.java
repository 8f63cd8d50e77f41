package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;

/** An integer in bt-encoding. */
public record BtInteger(long value) implements BtValue {

    @Override
    public void writeTo(ByteArrayOutputStream out) {
        BtText.write("i" + value + "e", out);
    }
}
