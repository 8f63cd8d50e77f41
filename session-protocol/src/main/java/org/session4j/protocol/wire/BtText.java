package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;

/** Writes the parts of bt-encoding that are text. */
final class BtText {

    private BtText() {}

    static void write(String ascii, ByteArrayOutputStream out) {
        for (int i = 0; i < ascii.length(); i++) {
            out.write(ascii.charAt(i));
        }
    }
}
