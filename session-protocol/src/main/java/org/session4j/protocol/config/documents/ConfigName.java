package org.session4j.protocol.config.documents;

import java.nio.charset.StandardCharsets;
import org.session4j.protocol.Bytes;

/** How long names in config documents may be (config: documents). */
public final class ConfigName {

    /** Of a name, in bytes of UTF-8. */
    public static final int MAX_LENGTH = 100;

    private ConfigName() {}

    /** The name, or as many of its first characters as fit. */
    public static String truncate(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= MAX_LENGTH) {
            return name;
        }
        int end = MAX_LENGTH;
        while ((utf8[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }

    static void requireShort(String argument, String text) {
        requireShort(argument, text, MAX_LENGTH);
    }

    static void requireShort(String argument, String text, int maxLength) {
        int length = Bytes.utf8(text).length();
        if (length > maxLength) {
            throw new IllegalArgumentException(argument + ": expected at most " + maxLength + " bytes, got " + length);
        }
    }
}
