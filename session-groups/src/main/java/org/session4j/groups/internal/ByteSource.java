package org.session4j.groups.internal;

import java.nio.ByteBuffer;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/** Reads a fixed layout, numbers with the highest byte first; what is not there is malformed. */
public final class ByteSource {

    private final String name;
    private final ByteBuffer in;

    /**
     * @param name of what is read, for messages of exceptions
     */
    public ByteSource(String name, byte[] bytes) {
        this.name = name;
        this.in = ByteBuffer.wrap(bytes);
    }

    public int u8() throws MalformedDataException {
        require(Byte.BYTES);
        return in.get() & 0xff;
    }

    /** 0 to 2^32 − 1. */
    public long u32() throws MalformedDataException {
        require(Integer.BYTES);
        return in.getInt() & 0xffff_ffffL;
    }

    /** 0 to 2^63 − 1. */
    public long u63() throws MalformedDataException {
        require(Long.BYTES);
        long value = in.getLong();
        if (value < 0) {
            throw new MalformedDataException(name + ": a number above 2^63");
        }
        return value;
    }

    /**
     * A count of elements that follow.
     *
     * @param elementLength in bytes, of the shortest one
     */
    public int count(int max, int elementLength) throws MalformedDataException {
        long count = u32();
        if (count > max || count * elementLength > in.remaining()) {
            throw new MalformedDataException(name + ": expected at most " + max + " elements, got " + count);
        }
        return (int) count;
    }

    public byte[] bytes(int length) throws MalformedDataException {
        require(length);
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    public SessionId id(IdKind kind) throws MalformedDataException {
        SessionId id = SessionId.decode(bytes(SessionId.LENGTH));
        if (id.kind() != kind) {
            throw new MalformedDataException(name + ": expected an id of kind " + kind + ", got " + id.kind());
        }
        return id;
    }

    public boolean flag() throws MalformedDataException {
        int value = u8();
        if (value > 1) {
            throw new MalformedDataException(name + ": expected 0 or 1, got " + value);
        }
        return value == 1;
    }

    /** How many bytes are left. */
    public int remaining() {
        return in.remaining();
    }

    public void requireEnd() throws MalformedDataException {
        if (in.hasRemaining()) {
            throw new MalformedDataException(name + ": " + in.remaining() + " bytes too many");
        }
    }

    private void require(int count) throws MalformedDataException {
        if (in.remaining() < count) {
            throw new MalformedDataException(name + ": expected " + count + " more bytes, got " + in.remaining());
        }
    }
}
