package org.session4j.protocol;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * An immutable string of bytes, so that records and public signatures need no naked array: copied in and out, equal by
 * content, ordered by unsigned bytes with the shorter first, printed by length only.
 *
 * <p>What is large goes from hand to hand without copies: a {@linkplain #slice slice} is a window on the same bytes, and
 * {@link #copyTo} and {@link #newInputStream} read them where they are.
 *
 * <p>Not for secrets: comparison is not constant-time and nothing is wiped.
 */
public final class Bytes implements Comparable<Bytes> {

    private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    private static Bytes whole(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
    }

    public static Bytes of(byte... value) {
        return whole(value.clone());
    }

    /**
     * The array itself instead of a copy, for codecs and transports that have just filled a large one. It belongs to the
     * result from now on: whoever made it must neither keep nor change it.
     */
    public static Bytes unsafeWrap(byte[] own) {
        return whole(own);
    }

    public static Bytes empty() {
        return EMPTY;
    }

    /** The UTF-8 form of a text. */
    public static Bytes utf8(String text) {
        return whole(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Parses hex digits of either case. */
    public static Bytes parseHex(String hex) throws MalformedDataException {
        return whole(Hex.parse(hex));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte at(int index) {
        requireRange(index, index + 1);
        return array[offset + index];
    }

    /**
     * The bytes from one index to before another. Nothing is copied, so a slice keeps all of the bytes in memory.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ from ≤ to ≤ length
     */
    public Bytes slice(int from, int to) {
        requireRange(from, to);
        return from == to ? EMPTY : new Bytes(array, offset + from, to - from);
    }

    /**
     * Writes bytes into an array.
     *
     * @param from index of the first one
     * @throws IndexOutOfBoundsException if there are not so many, or there is no room
     */
    public void copyTo(int from, byte[] target, int targetOffset, int count) {
        requireRange(from, from + count);
        System.arraycopy(array, offset + from, target, targetOffset, count);
    }

    /** Writes all of them into an array, which must have room. */
    public void copyTo(byte[] target, int targetOffset) {
        copyTo(0, target, targetOffset, length);
    }

    /** Reads them from the beginning. */
    public InputStream newInputStream() {
        return new ByteArrayInputStream(array, offset, length);
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Lower-case hex digits. */
    public String toHex() {
        return Hex.format(isWhole() ? array : toByteArray());
    }

    /** Standard base64 with padding. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(isWhole() ? array : toByteArray());
    }

    private boolean isWhole() {
        return length == array.length;
    }

    private void requireRange(int from, int to) {
        if (from < 0 || to < from || to > length) {
            throw new IndexOutOfBoundsException(
                    "expected a range within " + length + " bytes, got " + from + " to " + to);
        }
    }

    @Override
    public int compareTo(Bytes other) {
        int common = Math.min(length, other.length);
        for (int i = 0; i < common; i++) {
            int difference = (array[offset + i] & 0xff) - (other.array[other.offset + i] & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(length, other.length);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Bytes bytes) || length != bytes.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (array[offset + i] != bytes.array[bytes.offset + i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Bytes[" + length + "]";
    }
}
