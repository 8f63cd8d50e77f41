package org.session4j.protocol.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.session4j.protocol.crypto.Blake2bState;

/** Zero bytes, the mark and the content of a file, cut into pieces (services: deterministic attachment encryption). */
final class PaddedContent {

    /** Comes between the zero bytes and the content. */
    static final byte MARK = 1;

    private final InputStream in;
    private final Blake2bState hash;
    private byte[] piece = new byte[DeterministicSizes.PIECE];
    private long beforeMark;
    private boolean marked;
    private long left;

    /**
     * @param padding zero bytes and mark, at least 1
     * @param length of the content
     * @param hash is given the content
     */
    PaddedContent(InputStream in, long padding, long length, Blake2bState hash) {
        this.in = in;
        this.hash = hash;
        beforeMark = padding - 1;
        left = padding + length;
    }

    boolean isAtEnd() {
        return left == 0;
    }

    /**
     * The next piece, valid until the next call; only the last one is shorter than the others.
     *
     * @throws IOException also if the content is shorter than it was said to be
     */
    byte[] next() throws IOException {
        if (left < piece.length) {
            piece = new byte[(int) left];
        }
        left -= piece.length;
        int start = (int) Math.min(beforeMark, piece.length);
        Arrays.fill(piece, 0, start, (byte) 0);
        beforeMark -= start;
        if (!marked && start < piece.length) {
            piece[start++] = MARK;
            marked = true;
        }
        int length = piece.length - start;
        if (Pieces.read(in, piece, start, length) < length) {
            throw new IOException("the file became shorter while it was read");
        }
        hash.update(start == 0 ? piece : Arrays.copyOfRange(piece, start, piece.length), length);
        return piece;
    }
}
