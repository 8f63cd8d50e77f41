package org.session4j.protocol.attachment;

import java.io.IOException;
import java.io.OutputStream;
import org.session4j.protocol.MalformedDataException;

/** Takes what {@link PaddedContent} gives and passes the content on. */
final class Unpadding {

    private final OutputStream out;
    private boolean marked;

    Unpadding(OutputStream out) {
        this.out = out;
    }

    void write(byte[] piece) throws IOException, MalformedDataException {
        int start = 0;
        while (!marked && start < piece.length) {
            marked = piece[start] == PaddedContent.MARK;
            if (!marked && piece[start] != 0) {
                throw new MalformedDataException("file: badly padded");
            }
            start++;
        }
        out.write(piece, start, piece.length - start);
    }

    /** At the end: without a mark everything was padding. */
    void requireMark() throws MalformedDataException {
        if (!marked) {
            throw new MalformedDataException("file: nothing but padding");
        }
    }
}
