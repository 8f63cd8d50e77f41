package org.session4j.client.internal.files;

import java.io.IOException;
import java.io.OutputStream;
import org.session4j.client.FileException;
import org.session4j.client.FileException.Reason;

/**
 * Passes on as much of a file as its sender says that there is. What comes behind may only be padding: zero bytes, and none
 * of them in a form that has its padding elsewhere (services: legacy attachment encryption).
 */
final class ClaimedSize extends OutputStream {

    private final OutputStream out;
    private final long size;
    private final boolean padded;
    private long passed;
    private boolean tooLong;

    /**
     * @param size in bytes; 0 if the sender says nothing
     * @param padded whether zero bytes may follow
     */
    ClaimedSize(OutputStream out, long size, boolean padded) {
        this.out = out;
        this.size = size;
        this.padded = padded;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int wanted = size == 0 ? count : (int) Math.min(count, size - passed);
        out.write(bytes, offset, wanted);
        passed += wanted;
        for (int i = offset + wanted; i < offset + count; i++) {
            tooLong |= !padded || bytes[i] != 0;
        }
    }

    /** At the end, when the file is known to be what was sent. */
    void requireKept() {
        if (tooLong || passed < size) {
            throw new FileException(
                    Reason.WRONG_SIZE,
                    "file: expected " + size + " bytes, got " + (tooLong ? "more" : String.valueOf(passed)),
                    null);
        }
    }
}
