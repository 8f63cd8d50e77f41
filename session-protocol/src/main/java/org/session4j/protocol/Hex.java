package org.session4j.protocol;

/** Hex digits: lower case out, either case in. */
public final class Hex {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private Hex() {}

    public static String format(byte[] bytes) {
        char[] out = new char[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            out[2 * i] = DIGITS[(bytes[i] >> 4) & 0xf];
            out[2 * i + 1] = DIGITS[bytes[i] & 0xf];
        }
        return new String(out);
    }

    public static byte[] parse(CharSequence hex) throws MalformedDataException {
        if (hex.length() % 2 != 0) {
            throw new MalformedDataException("expected an even number of hex digits, got " + hex.length());
        }
        byte[] out = new byte[hex.length() / 2];
        for (int i = 0; i < out.length; i++) {
            int high = digit(hex.charAt(2 * i));
            int low = digit(hex.charAt(2 * i + 1));
            if (high < 0 || low < 0) {
                throw new MalformedDataException("not a hex digit at position " + (high < 0 ? 2 * i : 2 * i + 1));
            }
            out[i] = (byte) (high << 4 | low);
        }
        return out;
    }

    /** Only ASCII digits count: {@link Character#digit(char, int)} would also take those of other scripts. */
    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
