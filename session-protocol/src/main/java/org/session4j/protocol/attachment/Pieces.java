package org.session4j.protocol.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;

/** Streams read piece by piece. */
final class Pieces {

    /** Takes everything and keeps nothing. */
    static final OutputStream NOWHERE = new OutputStream() {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}
    };

    private Pieces() {}

    /**
     * Fills a part of an array.
     *
     * @return how many bytes came; less than asked for at the end of the stream only
     */
    static int read(InputStream in, byte[] piece, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = in.read(piece, offset + done, length - done);
            if (count < 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    /** Something that reads a file and writes another. */
    @FunctionalInterface
    interface Decryption {
        void run(InputStream in, OutputStream out) throws IOException, MalformedDataException, DecryptionException;
    }

    /** The same in memory. */
    static byte[] decrypt(byte[] file, Decryption decryption) throws MalformedDataException, DecryptionException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        try {
            decryption.run(new ByteArrayInputStream(file), out);
        } catch (IOException e) {
            throw inMemory(e);
        }
        return out.toByteArray();
    }

    static AssertionError inMemory(IOException e) {
        return new AssertionError("arrays are read and written without errors", e);
    }
}
