package org.session4j.onion.wire;

import java.nio.charset.StandardCharsets;
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
        byte[] out = new byte[length()];
        writeTo(out, 0);
        return out;
    }

    /** Of the encoded list, in bytes. */
    int length() {
        int strings = stringLength(head().length) + (body == null ? 0 : stringLength(body.length()));
        return strings + 2;
    }

    private static int stringLength(int content) {
        return Integer.toString(content).length() + 1 + content;
    }

    /** Writes the list into a buffer; a body is copied this one time. */
    void writeTo(byte[] out, int offset) {
        byte[] head = head();
        out[offset] = 'l';
        int end = writeLength(head.length, out, offset + 1);
        System.arraycopy(head, 0, out, end, head.length);
        end += head.length;
        if (body != null) {
            end = writeLength(body.length(), out, end);
            body.copyTo(out, end);
            end += body.length();
        }
        out[end] = 'e';
    }

    private byte[] head() {
        return metadata.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns where the string itself begins. */
    private static int writeLength(int length, byte[] out, int offset) {
        byte[] digits = (length + ":").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, out, offset, digits.length);
        return offset + digits.length;
    }

    /** Reads a list; strings after the second are ignored, bytes after the list are refused. */
    public static V4Frame decode(byte[] encoded) throws MalformedDataException {
        return decode(Bytes.of(encoded));
    }

    /** As {@link #decode(byte[])}; the body is a slice of the list. */
    public static V4Frame decode(Bytes encoded) throws MalformedDataException {
        Reader reader = new Reader(encoded);
        reader.expect('l');
        byte[] metadata = reader.readString().toByteArray();
        Bytes body = reader.atEnd() ? null : reader.readString();
        while (!reader.atEnd()) {
            Bytes ignored = reader.readString();
        }
        reader.expect('e');
        reader.requireNoTrailingBytes();
        return new V4Frame(WireJson.readUtf8("v4 metadata", metadata, 0, metadata.length), body);
    }

    private static final class Reader {

        private final Bytes in;
        private int position;

        private Reader(Bytes in) {
            this.in = in;
        }

        private boolean atEnd() {
            return position < in.length() && in.at(position) == 'e';
        }

        private void expect(char c) throws MalformedDataException {
            if (position >= in.length() || in.at(position) != c) {
                throw new MalformedDataException("v4 list: expected '" + c + "' at offset " + position);
            }
            position++;
        }

        private Bytes readString() throws MalformedDataException {
            int length = readLength();
            position += length;
            return in.slice(position - length, position);
        }

        /** Of a string that is there as a whole. */
        private int readLength() throws MalformedDataException {
            int start = position;
            int length = 0;
            while (position < in.length() && in.at(position) >= '0' && in.at(position) <= '9') {
                if (position - start == MAX_DIGITS) {
                    throw new MalformedDataException("v4 list: a length has more than " + MAX_DIGITS + " digits");
                }
                length = 10 * length + (in.at(position) - '0');
                position++;
            }
            if (position == start) {
                throw new MalformedDataException("v4 list: expected a length at offset " + position);
            }
            expect(':');
            if (length > in.length() - position) {
                throw new MalformedDataException(
                        "v4 list: expected a string of " + length + " bytes, got " + (in.length() - position));
            }
            return length;
        }

        private void requireNoTrailingBytes() throws MalformedDataException {
            if (position != in.length()) {
                throw new MalformedDataException("v4 list: " + (in.length() - position) + " bytes after the list");
            }
        }
    }
}
