package org.session4j.testkit.internal.wire;

import java.util.Base64;
import java.util.Optional;

/** Standard base64; padding may be left out, but is only taken where it fills up to a multiple of four. */
public final class Base64Text {

    private Base64Text() {}

    public static String format(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static String formatUnpadded(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    public static Optional<byte[]> parse(String text) {
        if (text.endsWith("=") && text.length() % 4 != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
