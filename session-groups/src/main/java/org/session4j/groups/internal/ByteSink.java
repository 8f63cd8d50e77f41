package org.session4j.groups.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.SecretBytes;

/** Writes a fixed layout, numbers with the highest byte first, and wipes what it outgrows. */
public final class ByteSink {

    private byte[] buffer;
    private int length;

    /**
     * @param capacity bytes to begin with; it grows as needed
     */
    public ByteSink(int capacity) {
        buffer = new byte[capacity];
    }

    @CanIgnoreReturnValue
    public ByteSink u8(int value) {
        reserve(1);
        buffer[length++] = (byte) value;
        return this;
    }

    @CanIgnoreReturnValue
    public ByteSink u32(long value) {
        return number(value, Integer.SIZE);
    }

    @CanIgnoreReturnValue
    public ByteSink u63(long value) {
        return number(value, Long.SIZE);
    }

    @CanIgnoreReturnValue
    public ByteSink flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    @CanIgnoreReturnValue
    public ByteSink bytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    @CanIgnoreReturnValue
    public ByteSink id(SessionId id) {
        return bytes(id.toByteArray());
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** What was written, and wipes it here. */
    public SecretBytes toSecretBytes() {
        byte[] copy = toByteArray();
        try {
            return SecretBytes.of(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
            Arrays.fill(buffer, 0, length, (byte) 0);
        }
    }

    @CanIgnoreReturnValue
    private ByteSink number(long value, int bits) {
        reserve(bits / Byte.SIZE);
        for (int shift = bits - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void reserve(int count) {
        if (buffer.length - length < count) {
            byte[] larger = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(length, count)));
            Arrays.fill(buffer, (byte) 0);
            buffer = larger;
        }
    }
}
