package org.session4j.protocol.internal.proto;

import java.util.Arrays;

/** Appends proto2 wire forms to a growing array. */
final class ProtoWriter {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int START_GROUP = 3;
    static final int END_GROUP = 4;
    static final int FIXED32 = 5;

    private static final int INITIAL_CAPACITY = 256;

    private byte[] buffer;
    private int length;

    ProtoWriter() {
        this(INITIAL_CAPACITY);
    }

    /**
     * @param capacity bytes to begin with; it grows as needed
     */
    ProtoWriter(int capacity) {
        buffer = new byte[capacity];
    }

    void tag(int number, int wireType) {
        varint((long) number << 3 | wireType);
    }

    /** Seven bits a byte, the lowest first; the value counts as unsigned. */
    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            append((byte) (rest | 0x80));
            rest >>>= 7;
        }
        append((byte) rest);
    }

    void fixed64(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            append((byte) (value >>> shift));
        }
    }

    /** A length, then the bytes. */
    void bytes(byte[] value) {
        varint(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    /** Starts an embedded message; the result goes into {@link #endMessage}. */
    int startMessage() {
        return length;
    }

    /** Puts the length in front of what was written since {@code start}. */
    void endMessage(int start) {
        int size = length - start;
        int prefix = varintLength(size);
        reserve(prefix);
        System.arraycopy(buffer, start, buffer, start + prefix, size);
        length = start;
        varint(size);
        length = start + prefix + size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    private void append(byte value) {
        reserve(1);
        buffer[length++] = value;
    }

    private void reserve(int count) {
        if (buffer.length - length < count) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(length, count)));
        }
    }

    private static int varintLength(int value) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
        return (bits + 6) / 7;
    }
}
