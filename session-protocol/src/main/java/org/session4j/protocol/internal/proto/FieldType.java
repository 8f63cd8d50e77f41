package org.session4j.protocol.internal.proto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

/**
 * The type of a field's value: its wire form and its form in a tree, each with its inverse. A value that is being read
 * has a raw form first, because an embedded message may come in several parts.
 *
 * @param <T> the value in Java
 */
public abstract class FieldType<T> {

    private static final long MAX_UINT32 = 0xffff_ffffL;

    /** 0 to 2^32 − 1. */
    public static final FieldType<Long> UINT32 = new Whole(false) {
        @Override
        void write(Long value, ProtoWriter out) {
            if (value < 0 || value > MAX_UINT32) {
                throw new IllegalArgumentException("expected a 32-bit unsigned number, got " + value);
            }
            out.varint(value);
        }

        @Override
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            return in.varint() & MAX_UINT32;
        }

        @Override
        Long ofTree(Object node) throws MalformedDataException {
            return integer(node, BigInteger.ZERO, BigInteger.valueOf(MAX_UINT32))
                    .longValue();
        }
    };

    /** A Java long whose sign bit counts as 2^63. */
    public static final FieldType<Long> UINT64 = new Whole(false);

    public static final FieldType<Long> INT64 = new Whole(true);

    /** As {@link #UINT64}, always 8 bytes, little endian. */
    public static final FieldType<Long> FIXED64 = new Whole(ProtoWriter.FIXED64, false) {
        @Override
        void write(Long value, ProtoWriter out) {
            out.fixed64(value);
        }

        @Override
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            return in.fixed64();
        }
    };

    public static final FieldType<Boolean> BOOL = new FieldType<>(ProtoWriter.VARINT) {
        @Override
        void write(Boolean value, ProtoWriter out) {
            out.varint(value ? 1 : 0);
        }

        @Override
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            return in.varint() != 0;
        }

        @Override
        Boolean ofTree(Object node) throws MalformedDataException {
            return expect(Boolean.class, node);
        }
    };

    /** UTF-8; bytes that are not become U+FFFD, as in the apps. */
    public static final FieldType<String> STRING = new FieldType<>(ProtoWriter.LENGTH_DELIMITED) {
        @Override
        void write(String value, ProtoWriter out) {
            out.bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            return new String(in.bytes(), StandardCharsets.UTF_8);
        }

        @Override
        String ofTree(Object node) throws MalformedDataException {
            return expect(String.class, node);
        }
    };

    /** In a tree: hex digits. */
    public static final FieldType<Bytes> BYTES = new FieldType<>(ProtoWriter.LENGTH_DELIMITED) {
        @Override
        void write(Bytes value, ProtoWriter out) {
            out.bytes(value.toByteArray());
        }

        @Override
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            return Bytes.of(in.bytes());
        }

        @Override
        Object toTree(Bytes value) {
            return value.toHex();
        }

        @Override
        Bytes ofTree(Object node) throws MalformedDataException {
            return Bytes.of(Hex.parse(expect(String.class, node)));
        }
    };

    private final int wireType;

    private FieldType(int wireType) {
        this.wireType = wireType;
    }

    /** A number of this list; any other counts as an unknown field. In a tree: the constant's name. */
    public static <E extends Enum<E>> FieldType<E> enumeration(E[] constants, ToIntFunction<E> number) {
        return new Enumeration<>(List.of(constants), number);
    }

    /** An embedded message; several parts of one are merged. In a tree: a map. */
    public static <M> FieldType<M> message(Schema<M> schema) {
        return new Embedded<>(schema);
    }

    final int wireType() {
        return wireType;
    }

    /** Writes the value without its tag. */
    abstract void write(T value, ProtoWriter out);

    /**
     * Reads a raw value.
     *
     * @param previous the raw value that the same field had before, if it is a single one
     * @return null if the value counts as an unknown field
     */
    abstract @Nullable Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException;

    /** The value of a raw one. */
    @SuppressWarnings("unchecked") // what read() made
    T finish(Object raw) throws MalformedDataException {
        return (T) raw;
    }

    Object toTree(T value) {
        return value;
    }

    abstract T ofTree(Object node) throws MalformedDataException;

    private static <N> N expect(Class<N> type, Object node) throws MalformedDataException {
        if (!type.isInstance(node)) {
            throw new MalformedDataException("expected a " + type.getSimpleName());
        }
        return type.cast(node);
    }

    private static BigInteger integer(Object node, BigInteger least, BigInteger greatest)
            throws MalformedDataException {
        BigInteger value;
        if (node instanceof BigInteger big) {
            value = big;
        } else if (node instanceof Long || node instanceof Integer) {
            value = BigInteger.valueOf(((Number) node).longValue());
        } else {
            throw new MalformedDataException("expected an integer");
        }
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            throw new MalformedDataException("expected an integer from " + least + " to " + greatest);
        }
        return value;
    }

    private static class Whole extends FieldType<Long> {

        private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

        private final boolean signed;

        Whole(boolean signed) {
            this(ProtoWriter.VARINT, signed);
        }

        Whole(int wireType, boolean signed) {
            super(wireType);
            this.signed = signed;
        }

        @Override
        void write(Long value, ProtoWriter out) {
            out.varint(value);
        }

        @Override
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            return in.varint();
        }

        @Override
        Object toTree(Long value) {
            return signed || value >= 0 ? value : BigInteger.valueOf(value).add(TWO_64);
        }

        @Override
        Long ofTree(Object node) throws MalformedDataException {
            return signed
                    ? integer(node, BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE))
                            .longValue()
                    : integer(node, BigInteger.ZERO, TWO_64.subtract(BigInteger.ONE))
                            .longValue();
        }
    }

    static final class Enumeration<E extends Enum<E>> extends FieldType<E> {

        private final List<E> constants;
        private final ToIntFunction<E> number;

        Enumeration(List<E> constants, ToIntFunction<E> number) {
            super(ProtoWriter.VARINT);
            this.constants = constants;
            this.number = number;
        }

        List<E> constants() {
            return constants;
        }

        int number(E constant) {
            return number.applyAsInt(constant);
        }

        @Override
        void write(E value, ProtoWriter out) {
            out.varint(number(value));
        }

        @Override
        @Nullable
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            int wanted = (int) in.varint();
            for (E constant : constants) {
                if (number(constant) == wanted) {
                    return constant;
                }
            }
            return null;
        }

        @Override
        Object toTree(E value) {
            return value.name();
        }

        @Override
        E ofTree(Object node) throws MalformedDataException {
            for (E constant : constants) {
                if (constant.name().equals(node)) {
                    return constant;
                }
            }
            throw new MalformedDataException("expected one of " + constants);
        }
    }

    static final class Embedded<M> extends FieldType<M> {

        private final Schema<M> schema;

        Embedded(Schema<M> schema) {
            super(ProtoWriter.LENGTH_DELIMITED);
            this.schema = schema;
        }

        Schema<M> schema() {
            return schema;
        }

        @Override
        void write(M value, ProtoWriter out) {
            int start = out.startMessage();
            schema.write(value, out);
            out.endMessage(start);
        }

        @Override
        Object read(ProtoReader in, @Nullable Object previous) throws MalformedDataException {
            Schema.Slots slots = previous == null ? schema.newSlots() : (Schema.Slots) previous;
            int outerLimit = in.enter();
            schema.read(in, slots);
            in.leave(outerLimit);
            return slots;
        }

        @Override
        M finish(Object raw) throws MalformedDataException {
            return schema.build((Schema.Slots) raw);
        }

        @Override
        Object toTree(M value) {
            return schema.toTree(value);
        }

        @Override
        M ofTree(Object node) throws MalformedDataException {
            return schema.ofTree(expect(Map.class, node));
        }
    }
}
