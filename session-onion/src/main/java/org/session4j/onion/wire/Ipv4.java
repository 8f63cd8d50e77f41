package org.session4j.onion.wire;

import org.jspecify.annotations.Nullable;

/** IPv4 addresses in dotted form, and as the four bytes of a list. */
final class Ipv4 {

    private static final int PARTS = 4;

    private Ipv4() {}

    static String format(byte[] bytes, int offset) {
        StringBuilder text = new StringBuilder(15);
        for (int i = 0; i < PARTS; i++) {
            text.append(i == 0 ? "" : ".").append(bytes[offset + i] & 0xff);
        }
        return text.toString();
    }

    /** The four bytes as a big-endian number; null if the text is no dotted address. */
    static @Nullable Integer parse(String text) {
        int address = 0;
        int position = 0;
        for (int i = 0; i < PARTS; i++) {
            int end = i < PARTS - 1 ? text.indexOf('.', position) : text.length();
            int part = end < 0 ? -1 : parsePart(text, position, end);
            if (part < 0) {
                return null;
            }
            address = address << 8 | part;
            position = end + 1;
        }
        return address;
    }

    /** One to three digits without leading zero, at most 255; −1 for anything else. */
    private static int parsePart(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int part = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            part = 10 * part + (c - '0');
        }
        return part <= 255 ? part : -1;
    }

    /** Whether a node can have that address: neither 0.0.0.0 nor 255.255.255.255. */
    static boolean isUsable(int address) {
        return address != 0 && address != -1;
    }
}
