package org.session4j.onion.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * The bencoded list of one or two strings that a v4 request or answer is (network: v4 request to a server).
 *
 * <pre>
 * l
 * decimal length : metadata, a JSON object in UTF-8
 * decimal length : body                               may be absent; in requests it is there for POST and PUT
 * e
 * </pre>
 *
 * @param metadata JSON text; only {@link V4Request} and {@link V4Response} look into it
 * @param body null if the list has no second string
 */
public record V4Frame(String metadata, @Nullable Bytes body) {

    /** Digits of a length; what is longer does not fit into an array. */
    private static final int MAX_DIGITS = 9;

    public byte[] encode() {
        byte[] head = metadata.getBytes(StandardCharsets.UTF_8);
        int bodyLength = body == null ? 0 : body.length();
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + bodyLength + 32);
        out.write('l');
        writeString(out, head);
        if (body != null) {
            writeString(out, body.toByteArray());
        }
        out.write('e');
        return out.toByteArray();
    }

    private static void writeString(ByteArrayOutputStream out, byte[] value) {
        byte[] length = Integer.toString(value.length).getBytes(StandardCharsets.US_ASCII);
        out.write(length, 0, length.length);
        out.write(':');
        out.write(value, 0, value.length);
    }

    /** Reads a list; strings after the second are ignored, bytes after the list are refused. */
    public static V4Frame decode(byte[] encoded) throws MalformedDataException {
        Reader reader = new Reader(encoded);
        reader.expect('l');
        byte[] metadata = reader.readString();
        Bytes body = reader.atEnd() ? null : Bytes.of(reader.readString());
        while (!reader.atEnd()) {
            reader.skipString();
        }
        reader.expect('e');
        reader.requireNoTrailingBytes();
        return new V4Frame(WireJson.readUtf8("v4 metadata", metadata, 0, metadata.length), body);
    }

    private static final class Reader {

        private final byte[] in;
        private int position;

        private Reader(byte[] in) {
            this.in = in;
        }

        private boolean atEnd() {
            return position < in.length && in[position] == 'e';
        }

        private void expect(char c) throws MalformedDataException {
            if (position >= in.length || in[position] != c) {
                throw new MalformedDataException("v4 list: expected '" + c + "' at offset " + position);
            }
            position++;
        }

        private byte[] readString() throws MalformedDataException {
            int length = readLength();
            position += length;
            return Arrays.copyOfRange(in, position - length, position);
        }

        private void skipString() throws MalformedDataException {
            // Not in one statement: position would be read before readLength moves it.
            int length = readLength();
            position += length;
        }

        /** Of a string that is there as a whole. */
        private int readLength() throws MalformedDataException {
            int start = position;
            int length = 0;
            while (position < in.length && in[position] >= '0' && in[position] <= '9') {
                if (position - start == MAX_DIGITS) {
                    throw new MalformedDataException("v4 list: a length has more than " + MAX_DIGITS + " digits");
                }
                length = 10 * length + (in[position] - '0');
                position++;
            }
            if (position == start) {
                throw new MalformedDataException("v4 list: expected a length at offset " + position);
            }
            expect(':');
            if (length > in.length - position) {
                throw new MalformedDataException(
                        "v4 list: expected a string of " + length + " bytes, got " + (in.length - position));
            }
            return length;
        }

        private void requireNoTrailingBytes() throws MalformedDataException {
            if (position != in.length) {
                throw new MalformedDataException("v4 list: " + (in.length - position) + " bytes after the list");
            }
        }
    }
}
