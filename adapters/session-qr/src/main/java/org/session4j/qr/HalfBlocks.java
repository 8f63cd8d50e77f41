package org.session4j.qr;

/**
 * A code as text: each character is one module wide and two high, so that modules come out as squares.
 *
 * <pre>
 * ink above and below   █      above   ▀      below   ▄      none   space
 * </pre>
 */
final class HalfBlocks {

    /** Black on white from the part of the 256 colours that no theme changes. */
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";

    private static final String RESET = "\u001b[0m";

    private HalfBlocks() {}

    static String format(QrCode code, TextStyle style) {
        int end = code.size() + QrCode.QUIET_ZONE;
        // What the terminal draws with: its own colour is the light one where the ground is dark.
        boolean inkIsDark = style != TextStyle.ON_DARK;
        StringBuilder text = new StringBuilder();
        for (int y = -QrCode.QUIET_ZONE; y < end; y += 2) {
            if (style == TextStyle.COLORED) {
                text.append(BLACK_ON_WHITE);
            }
            for (int x = -QrCode.QUIET_ZONE; x < end; x++) {
                text.append(block(code.isDark(x, y) == inkIsDark, code.isDark(x, y + 1) == inkIsDark));
            }
            if (style == TextStyle.COLORED) {
                text.append(RESET);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static char block(boolean above, boolean below) {
        if (above) {
            return below ? '█' : '▀';
        }
        return below ? '▄' : ' ';
    }
}
