package org.session4j.protocol.message;

import java.nio.charset.StandardCharsets;

/**
 * Names and titles: one line of text that shows what it says. Control characters, line breaks, characters that turn the
 * direction of writing around, and halves of surrogate pairs have no place in one.
 */
final class CleanText {

    private CleanText() {}

    /** What is left of a text without such characters, trimmed, and cut at a character boundary; perhaps nothing. */
    static String line(String text, int maxBytes) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().filter(CleanText::isShown).forEach(clean::appendCodePoint);
        return cut(clean.toString().trim(), maxBytes).trim();
    }

    /** Checks a text that is about to be sent: not empty, and such that {@link #line} has nothing to do. */
    static void requireLine(String name, String text, int maxBytes) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        RuleViolation.require(
                length > 0 && length <= maxBytes, name + ": expected 1 to " + maxBytes + " bytes, got " + length);
        RuleViolation.require(
                line(text, maxBytes).equals(text), name + ": expected one trimmed line without control characters");
    }

    static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> !turnsDirection(codePoint);
        };
    }

    /** Embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
    private static boolean turnsDirection(int codePoint) {
        return (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static String cut(String text, int maxBytes) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            bytes += utf8Length(codePoint);
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
