package org.session4j.protocol.wire;

import java.util.Arrays;

/**
 * Hides the length of a message (messages: padding).
 *
 * <pre>
 * message | 0x80 | 1 to 160 zero bytes        a multiple of 160 bytes in all
 * </pre>
 *
 * At least one zero byte follows the mark: 159 bytes become 320.
 */
public final class MessagePadding {

    private static final int BLOCK = 160;
    private static final byte MARK = (byte) 0x80;

    private MessagePadding() {}

    /** The length in bytes that {@link #pad} gives a message. */
    public static int paddedLength(int messageLength) {
        return Math.addExact(messageLength, 1 + BLOCK) / BLOCK * BLOCK;
    }

    public static byte[] pad(byte[] message) {
        byte[] padded = Arrays.copyOf(message, paddedLength(message.length));
        padded[message.length] = MARK;
        return padded;
    }

    /**
     * Takes zero bytes and then one mark off the end. Whatever has no mark counts as not padded and only loses its zero
     * bytes: older senders pad to other lengths or not at all, so that nothing is refused here.
     */
    public static byte[] unpad(byte[] padded) {
        int end = padded.length;
        while (end > 0 && padded[end - 1] == 0) {
            end--;
        }
        if (end > 0 && padded[end - 1] == MARK) {
            end--;
        }
        return Arrays.copyOf(padded, end);
    }
}
