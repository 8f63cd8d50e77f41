package org.session4j.protocol.attachment;

import org.session4j.protocol.crypto.SecretstreamState;

/**
 * How long things are in the deterministic form (services: padding length). All in bytes. The encrypted length is a
 * multiple of 4096, and from 256 KiB on of a 32nd to a 16th of itself.
 */
final class DeterministicSizes {

    /** Of the padded content that goes into a piece; only the last one is shorter. */
    static final int PIECE = 1 << 15;

    static final int ENCRYPTED_PIECE = PIECE + SecretstreamState.OVERHEAD;

    /** Prefix and header. */
    static final int START = 1 + SecretstreamState.HEADER;

    private static final int OVERHEAD = SecretstreamState.OVERHEAD;
    private static final long SMALLEST_SCALE = 1 << 17;
    private static final int STEPS_PER_SCALE = 32;
    private static final long MAX_PLAIN_LENGTH = 1L << 50;

    private DeterministicSizes() {}

    /**
     * What goes before the content, at least 1.
     *
     * @throws IllegalArgumentException if the length is negative or beyond all bounds
     */
    static long padding(long plainLength) {
        if (plainLength < 0 || plainLength > MAX_PLAIN_LENGTH) {
            throw new IllegalArgumentException(
                    "file: expected 0 to " + MAX_PLAIN_LENGTH + " bytes, got " + plainLength);
        }
        long pieces = pieces(plainLength);
        long least = plainLength + START + 1 + OVERHEAD * pieces;
        long step = Long.highestOneBit(Math.max(least, SMALLEST_SCALE)) / STEPS_PER_SCALE;
        long added = (least + step - 1) / step * step - least + 1;
        // What is added brings pieces of its own, and each has its overhead.
        long overhead = added / ENCRYPTED_PIECE * OVERHEAD;
        long freeInLastPiece = pieces * PIECE - plainLength;
        if (added % ENCRYPTED_PIECE > freeInLastPiece) {
            overhead += OVERHEAD;
        }
        return added - overhead;
    }

    static long encrypted(long plainLength) {
        long padded = padding(plainLength) + plainLength;
        return START + padded + OVERHEAD * pieces(padded);
    }

    private static long pieces(long length) {
        return (length + PIECE - 1) / PIECE;
    }
}
