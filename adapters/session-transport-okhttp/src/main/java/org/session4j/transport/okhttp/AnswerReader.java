package org.session4j.transport.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import okhttp3.Response;
import org.session4j.onion.ResponseTooLargeException;
import org.session4j.onion.TransferProgress;
import org.session4j.protocol.Bytes;

/**
 * Reads the body of an answer up to a limit. The buffer follows what has really come, whatever length was announced, so
 * that a peer cannot make many large ones by announcing alone. It grows faster where it has an announced length to stop
 * at: then the steps before the last take little.
 */
final class AnswerReader {

    /** Twice sixteenfold it holds the largest file. */
    private static final int FIRST_BUFFER = 40 << 10;

    private static final int GROWTH = 2;
    private static final int GROWTH_TO_ANNOUNCED = 16;
    private static final int PIECE = 1 << 16;

    private final long limit;
    private final TransferProgress progress;

    AnswerReader(long limit, TransferProgress progress) {
        this.limit = limit;
        this.progress = progress;
    }

    Bytes read(Response response) throws IOException {
        long announced = response.body().contentLength();
        if (announced > limit) {
            throw new ResponseTooLargeException(limit);
        }
        long growth = announced >= 0 ? GROWTH_TO_ANNOUNCED : GROWTH;
        long most = Math.min(announced >= 0 ? announced : limit, Integer.MAX_VALUE - 8);
        byte[] buffer = new byte[(int) Math.min(most, FIRST_BUFFER)];
        int length = 0;
        InputStream in = response.body().byteStream();
        while (length < most) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(most, growth * length));
            }
            int count = in.read(buffer, length, Math.min(PIECE, buffer.length - length));
            if (count < 0) {
                return Bytes.unsafeWrap(buffer).slice(0, length);
            }
            length += count;
            progress.received(length, announced);
        }
        if (in.read() >= 0) {
            throw new ResponseTooLargeException(limit);
        }
        return Bytes.unsafeWrap(buffer);
    }
}
