package org.session4j.groups.internal;

import java.util.Arrays;
import org.session4j.protocol.MalformedDataException;

/**
 * The padding of groups before groups v2, one byte shorter than today's of direct messages (groups: encrypting).
 *
 * <pre>
 * message | 0x80 | zero bytes        a multiple of 160 bytes in all, less one
 * </pre>
 */
public final class OldPadding {

    private static final int BLOCK = 160;
    private static final byte MARK = (byte) 0x80;

    private OldPadding() {}

    public static byte[] pad(byte[] message) {
        int blocks = Math.addExact(message.length, 1 + BLOCK) / BLOCK;
        byte[] padded = Arrays.copyOf(message, blocks * BLOCK - 1);
        padded[message.length] = MARK;
        return padded;
    }

    /** Takes off zero bytes and then the mark, which must be there. */
    public static byte[] unpad(byte[] padded) throws MalformedDataException {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != MARK) {
            throw new MalformedDataException("padding: expected 0x80 before the zero bytes");
        }
        return Arrays.copyOf(padded, end);
    }
}
