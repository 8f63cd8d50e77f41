package org.session4j.protocol.internal.proto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;

/**
 * One row of a {@link Schema}.
 *
 * @param <M> the message type
 * @param <T> the type of the value, or of each value of a repeated field
 */
final class Field<M, T> {

    enum Cardinality {
        REQUIRED,
        OPTIONAL,
        REPEATED
    }

    private final int number;
    private final String name;
    private final Cardinality cardinality;
    private final FieldType<T> type;
    private final Function<M, @Nullable List<T>> values;

    /**
     * @param values null if the field is not set; one value unless the field is repeated
     */
    Field(int number, String name, Cardinality cardinality, FieldType<T> type, Function<M, @Nullable List<T>> values) {
        this.number = number;
        this.name = name;
        this.cardinality = cardinality;
        this.type = type;
        this.values = values;
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    Cardinality cardinality() {
        return cardinality;
    }

    FieldType<T> type() {
        return type;
    }

    boolean isSet(M message) {
        List<T> set = values.apply(message);
        return set != null && !set.isEmpty();
    }

    void write(M message, ProtoWriter out) {
        List<T> set = values.apply(message);
        if (set != null) {
            for (T value : set) {
                out.tag(number, type.wireType());
                type.write(value, out);
            }
        }
    }

    /**
     * Reads one occurrence of this field.
     *
     * @return false if it counts as an unknown field because of its wire type, and was not read
     */
    boolean read(int wireType, ProtoReader in, Schema.Slots slots, int slot) throws MalformedDataException {
        if (wireType == type.wireType()) {
            readOne(in, slots, slot);
            return true;
        }
        boolean packed = cardinality == Cardinality.REPEATED && wireType == ProtoWriter.LENGTH_DELIMITED;
        if (packed) {
            int outerLimit = in.enter();
            while (!in.atEnd()) {
                readOne(in, slots, slot);
            }
            in.leave(outerLimit);
        }
        return packed;
    }

    private void readOne(ProtoReader in, Schema.Slots slots, int slot) throws MalformedDataException {
        if (cardinality == Cardinality.REPEATED) {
            in.countElement();
            Object raw = type.read(in, null);
            if (raw != null) {
                slots.add(slot, raw);
            }
        } else {
            Object raw = type.read(in, slots.get(slot));
            if (raw != null) {
                slots.set(slot, raw);
            }
        }
    }

    /** The component of the record: a value, a list, or null for an optional field that is not set. */
    @Nullable
    Object finish(@Nullable Object raw) throws MalformedDataException {
        if (cardinality == Cardinality.REPEATED) {
            List<T> list = new ArrayList<>();
            if (raw != null) {
                for (Object element : (List<?>) raw) {
                    list.add(type.finish(element));
                }
            }
            return list;
        }
        if (raw == null && cardinality == Cardinality.REQUIRED) {
            throw new MalformedDataException("required field " + name + " is missing");
        }
        return raw == null ? null : type.finish(raw);
    }

    /** The field in a tree: a value, or a list of values if it is repeated. */
    Object toTree(M message) {
        List<T> set = values.apply(message);
        List<Object> nodes = new ArrayList<>();
        if (set != null) {
            for (T value : set) {
                nodes.add(type.toTree(value));
            }
        }
        return cardinality == Cardinality.REPEATED ? nodes : nodes.get(0);
    }

    /** The component of the record, as {@link #finish}. */
    @Nullable
    Object ofTree(@Nullable Object node) throws MalformedDataException {
        if (node == null) {
            return finish(null);
        }
        try {
            if (cardinality != Cardinality.REPEATED) {
                return type.ofTree(node);
            }
            if (!(node instanceof List<?> nodes)) {
                throw new MalformedDataException("expected a list");
            }
            List<T> list = new ArrayList<>();
            for (Object element : nodes) {
                list.add(type.ofTree(element));
            }
            return list;
        } catch (MalformedDataException e) {
            throw new MalformedDataException(name + ": " + e.getMessage(), e);
        }
    }
}
