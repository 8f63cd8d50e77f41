package org.session4j.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.session4j.protocol.Bytes;

/** Where one value is encoded to: without the lock that its superclass takes for each byte. Not thread-safe. */
final class BtOutput extends ByteArrayOutputStream {

    private static final int FIRST_CAPACITY = 256;

    BtOutput() {
        super(FIRST_CAPACITY);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void write(int value) {
        reserve(1);
        buf[count++] = (byte) value;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void write(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, buf, count, length);
        count += length;
    }

    void write(Bytes bytes) {
        reserve(bytes.length());
        bytes.copyTo(buf, count);
        count += bytes.length();
    }

    private void reserve(int length) {
        if (length > buf.length - count) {
            buf = Arrays.copyOf(buf, Math.max(2 * buf.length, Math.addExact(count, length)));
        }
    }
}
