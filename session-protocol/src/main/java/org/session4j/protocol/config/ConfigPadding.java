package org.session4j.protocol.config;

import org.session4j.protocol.Bytes;

/**
 * Hides the length of a document: zero bytes in front (config: steps of a push). The sizes are those of the encrypted
 * form, which the overhead brings about.
 *
 * <pre>
 * below  5,120 bytes   a multiple of   256
 * below 20,480                       1,024
 * below 40,960                       2,048
 * from there                         5,120
 * </pre>
 */
public final class ConfigPadding {

    private static final int[][] STEPS = {{5_120, 256}, {20_480, 1_024}, {40_960, 2_048}};
    private static final int LARGEST_STEP = 5_120;

    /** Far above what is ever pushed. */
    private static final int MAX_LENGTH = 100_000_000;

    private ConfigPadding() {}

    /**
     * The length that a message has when it is padded.
     *
     * @param length at most 100,000,000
     * @param overhead of the encryption that follows
     */
    public static int paddedLength(int length, int overhead) {
        if (length < 0 || length > MAX_LENGTH || overhead < 0 || overhead > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "length and overhead: expected 0 to " + MAX_LENGTH + ", got " + length + " and " + overhead);
        }
        int encrypted = length + overhead;
        int step = step(encrypted);
        return (encrypted + step - 1) / step * step - overhead;
    }

    private static int step(int encrypted) {
        for (int[] step : STEPS) {
            if (encrypted < step[0]) {
                return step[1];
            }
        }
        return LARGEST_STEP;
    }

    public static Bytes pad(Bytes message) {
        byte[] padded = new byte[paddedLength(message.length(), ConfigCipher.OVERHEAD)];
        message.copyTo(padded, padded.length - message.length());
        return Bytes.unsafeWrap(padded);
    }

    /** Without its zero bytes in front, however many. */
    public static Bytes unpad(Bytes padded) {
        int start = 0;
        while (start < padded.length() && padded.at(start) == 0) {
            start++;
        }
        return padded.slice(start, padded.length());
    }
}
