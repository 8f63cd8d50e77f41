package org.session4j.transport.okhttp;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.TransportRequest;
import org.session4j.protocol.Bytes;

/** The body of a request, written piece by piece, so that it is not copied as a whole and its progress can be told. */
final class PostBody extends RequestBody {

    private static final int PIECE = 8192;

    private final TransportRequest request;

    PostBody(TransportRequest request) {
        this.request = request;
    }

    @Override
    public @Nullable MediaType contentType() {
        return request.contentType().isEmpty() ? null : MediaType.get(request.contentType());
    }

    @Override
    public long contentLength() {
        return request.body().length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        Bytes body = request.body();
        byte[] piece = new byte[Math.min(PIECE, body.length())];
        for (int written = 0; written < body.length(); ) {
            int count = Math.min(piece.length, body.length() - written);
            body.copyTo(written, piece, 0, count);
            sink.write(piece, 0, count);
            written += count;
            request.progress().sent(written, body.length());
        }
    }
}
