package org.session4j.protocol.internal.proto;

import java.util.Arrays;
import org.session4j.protocol.MalformedDataException;

/**
 * Reads proto2 wire forms from an array. Every method returns or throws {@link MalformedDataException}, whatever the
 * bytes are.
 */
final class ProtoReader {

    /** Unknown groups may be nested this deep; known messages are as deep as their schema. */
    private static final int MAX_GROUP_DEPTH = 64;

    /** Values of repeated fields in one message with all that it embeds, so that few bytes do not become many objects. */
    private static final int MAX_ELEMENTS = 65_536;

    private static final int MAX_VARINT_LENGTH = 10;
    private static final int WIRE_TYPE_MASK = 7;

    private final byte[] buffer;
    private int position;
    private int limit;
    private int elements;

    ProtoReader(byte[] buffer) {
        this.buffer = buffer;
        this.limit = buffer.length;
    }

    boolean atEnd() {
        return position == limit;
    }

    /** The next field's number and wire type. */
    int tag() throws MalformedDataException {
        int tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw new MalformedDataException("protobuf: field number 0");
        }
        return tag;
    }

    long varint() throws MalformedDataException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_LENGTH; i++) {
            require(1);
            byte next = buffer[position++];
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedDataException("protobuf: number longer than 10 bytes");
    }

    long fixed64() throws MalformedDataException {
        require(Long.BYTES);
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (buffer[position++] & 0xffL) << shift;
        }
        return value;
    }

    /** A length, then that many bytes. */
    byte[] bytes() throws MalformedDataException {
        int size = length();
        byte[] value = Arrays.copyOfRange(buffer, position, position + size);
        position += size;
        return value;
    }

    /** Reads a length and ends there until {@link #leave}; the result goes into that. */
    int enter() throws MalformedDataException {
        int size = length();
        int outerLimit = limit;
        limit = position + size;
        return outerLimit;
    }

    void leave(int outerLimit) {
        limit = outerLimit;
    }

    void countElement() throws MalformedDataException {
        if (++elements > MAX_ELEMENTS) {
            throw new MalformedDataException("protobuf: more than " + MAX_ELEMENTS + " repeated values");
        }
    }

    /** Passes over the value of an unknown field. */
    void skip(int tag) throws MalformedDataException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws MalformedDataException {
        switch (tag & WIRE_TYPE_MASK) {
            case ProtoWriter.VARINT -> {
                long ignored = varint();
            }
            case ProtoWriter.FIXED64 -> advance(Long.BYTES);
            case ProtoWriter.FIXED32 -> advance(Integer.BYTES);
            case ProtoWriter.LENGTH_DELIMITED -> advance(length());
            case ProtoWriter.START_GROUP -> skipGroup(tag >>> 3, depth + 1);
            default ->
                throw new MalformedDataException(
                        "protobuf: wire type " + (tag & WIRE_TYPE_MASK) + " cannot begin a field");
        }
    }

    private void skipGroup(int number, int depth) throws MalformedDataException {
        if (depth > MAX_GROUP_DEPTH) {
            throw new MalformedDataException("protobuf: groups nested deeper than " + MAX_GROUP_DEPTH);
        }
        int tag = tag();
        while ((tag & WIRE_TYPE_MASK) != ProtoWriter.END_GROUP) {
            skip(tag, depth);
            tag = tag();
        }
        if (tag >>> 3 != number) {
            throw new MalformedDataException("protobuf: end of a group that is not open");
        }
    }

    private int length() throws MalformedDataException {
        int size = (int) varint();
        require(size);
        return size;
    }

    private void advance(int count) throws MalformedDataException {
        require(count);
        position += count;
    }

    private void require(int count) throws MalformedDataException {
        if (count < 0 || count > limit - position) {
            throw new MalformedDataException(
                    "protobuf: expected " + Integer.toUnsignedString(count) + " more bytes, got " + (limit - position));
        }
    }
}
