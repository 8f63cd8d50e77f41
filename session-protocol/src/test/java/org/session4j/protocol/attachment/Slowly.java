package org.session4j.protocol.attachment;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** A stream that gives at most so many bytes at a time, as sockets do. */
final class Slowly extends FilterInputStream {

    private final int most;

    Slowly(byte[] content, int most) {
        super(new ByteArrayInputStream(content));
        this.most = most;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return super.read(bytes, offset, Math.min(most, length));
    }
}
