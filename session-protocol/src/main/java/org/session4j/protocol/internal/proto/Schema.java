package org.session4j.protocol.internal.proto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;

/**
 * The table of a proto2 message type: its fields in ascending order of their numbers, and how to make the record from
 * their values. Everything that knows the wire form or the tree form of a message works from this table.
 *
 * <p>Writing puts out the fields that are set, in the order of the table. Reading follows the proto2 rules: unknown
 * fields are passed over, the last of several values of a single field counts, embedded messages of a single field are
 * merged, packed and unpacked numbers are both read, a known field of the wrong wire type and an enum number that is not
 * listed count as unknown, and a missing required field makes the whole message invalid, at whatever depth.
 *
 * <pre>{@code
 * static final Schema<Preview> SCHEMA = Schema.<Preview>named("Preview")
 *         .required(1, "url", FieldType.STRING, Preview::url)
 *         .optional(2, "title", FieldType.STRING, Preview::title)
 *         .build(row -> new Preview(row.next(), row.next()));
 * }</pre>
 *
 * @param <M> the record of the message type
 */
public final class Schema<M> {

    private final String name;
    private final List<Field<M, ?>> fields;
    private final Maker<M> maker;

    private Schema(String name, List<Field<M, ?>> fields, Maker<M> maker) {
        this.name = name;
        this.fields = List.copyOf(fields);
        this.maker = maker;
    }

    public static <M> Builder<M> named(String name) {
        return new Builder<>(name);
    }

    /** The wire form. */
    public byte[] encode(M message) {
        ProtoWriter out = new ProtoWriter();
        write(message, out);
        return out.toByteArray();
    }

    /**
     * Reads the wire form.
     *
     * @param maxLength longer input is refused
     */
    public M decode(byte[] bytes, int maxLength) throws MalformedDataException {
        if (bytes.length > maxLength) {
            throw new MalformedDataException(name + ": expected at most " + maxLength + " bytes, got " + bytes.length);
        }
        Slots slots = newSlots();
        read(new ProtoReader(bytes), slots);
        return build(slots);
    }

    /** The fields that are set, by name: Long (above 2^63: BigInteger), Boolean, String, Map and List. */
    public Map<String, Object> toTree(M message) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Field<M, ?> field : fields) {
            if (field.isSet(message)) {
                tree.put(field.name(), field.toTree(message));
            }
        }
        return tree;
    }

    /** Reverses {@link #toTree}. Strict: an unknown name or a value of another type is malformed. */
    public M ofTree(Map<?, ?> tree) throws MalformedDataException {
        Set<Object> unknown = new HashSet<>(tree.keySet());
        List<@Nullable Object> components = new ArrayList<>(fields.size());
        try {
            for (Field<M, ?> field : fields) {
                unknown.remove(field.name());
                components.add(field.ofTree(tree.get(field.name())));
            }
        } catch (MalformedDataException e) {
            throw new MalformedDataException(name + ": " + e.getMessage(), e);
        }
        if (!unknown.isEmpty()) {
            throw new MalformedDataException(name + ": " + unknown.size() + " names that are no fields of it");
        }
        return maker.make(new Row(components));
    }

    /** The names of the fields that are set, and none of their values: those are what people wrote. */
    public String describe(M message) {
        StringBuilder text = new StringBuilder(name).append('[');
        String separator = "";
        for (Field<M, ?> field : fields) {
            if (field.isSet(message)) {
                text.append(separator).append(field.name());
                separator = ", ";
            }
        }
        return text.append(']').toString();
    }

    String name() {
        return name;
    }

    List<Field<M, ?>> fields() {
        return fields;
    }

    void write(M message, ProtoWriter out) {
        for (Field<M, ?> field : fields) {
            field.write(message, out);
        }
    }

    Slots newSlots() {
        return new Slots(fields.size());
    }

    /** Reads up to the end of the reader, on top of what the slots hold already. */
    void read(ProtoReader in, Slots slots) throws MalformedDataException {
        while (!in.atEnd()) {
            int tag = in.tag();
            int slot = slotOf(tag >>> 3);
            if (slot < 0 || !fields.get(slot).read(tag & 7, in, slots, slot)) {
                in.skip(tag);
            }
        }
    }

    M build(Slots slots) throws MalformedDataException {
        List<@Nullable Object> components = new ArrayList<>(fields.size());
        try {
            for (int i = 0; i < fields.size(); i++) {
                components.add(fields.get(i).finish(slots.get(i)));
            }
        } catch (MalformedDataException e) {
            throw new MalformedDataException(name + ": " + e.getMessage(), e);
        }
        return maker.make(new Row(components));
    }

    private int slotOf(int number) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    /** Makes the record from the values of its fields. */
    @FunctionalInterface
    public interface Maker<M> {

        M make(Row row) throws MalformedDataException;
    }

    /** The values of one message, handed out in the order of the table. */
    public static final class Row {

        private final List<@Nullable Object> components;
        private int index;

        private Row(List<@Nullable Object> components) {
            this.components = components;
        }

        /** The next field's value: a list for a repeated field, null for an optional one that is not set. */
        @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // the table's row says which type
        public <T> T next() {
            return (T) components.get(index++);
        }
    }

    /** Raw values of a message that is being read, by the index of their fields. */
    static final class Slots {

        private final @Nullable Object[] values;

        Slots(int count) {
            values = new @Nullable Object[count];
        }

        @Nullable
        Object get(int slot) {
            return values[slot];
        }

        void set(int slot, Object raw) {
            values[slot] = raw;
        }

        @SuppressWarnings("unchecked") // only this method fills the slots of repeated fields
        void add(int slot, Object raw) {
            List<Object> list = (List<Object>) values[slot];
            if (list == null) {
                list = new ArrayList<>();
                values[slot] = list;
            }
            list.add(raw);
        }
    }

    /** Collects the rows of a table. */
    public static final class Builder<M> {

        private final String name;
        private final List<Field<M, ?>> fields = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** A single value that has to be there. */
        public <T> Builder<M> required(int number, String name, FieldType<T> type, Function<M, T> value) {
            return add(new Field<>(
                    number, name, Field.Cardinality.REQUIRED, type, message -> List.of(value.apply(message))));
        }

        /** A single value, or null. */
        public <T> Builder<M> optional(int number, String name, FieldType<T> type, Function<M, @Nullable T> value) {
            return add(new Field<>(number, name, Field.Cardinality.OPTIONAL, type, message -> {
                T set = value.apply(message);
                return set == null ? null : List.of(set);
            }));
        }

        /** Any number of values; numbers are written unpacked. */
        @SuppressWarnings("UnnecessaryMethodReference") // widens the result to one that may be null
        public <T> Builder<M> repeated(int number, String name, FieldType<T> type, Function<M, List<T>> values) {
            return add(new Field<>(number, name, Field.Cardinality.REPEATED, type, values::apply));
        }

        public Schema<M> build(Maker<M> maker) {
            return new Schema<>(name, fields, maker);
        }

        private Builder<M> add(Field<M, ?> field) {
            if (!fields.isEmpty() && fields.get(fields.size() - 1).number() >= field.number()) {
                throw new IllegalStateException(name + ": fields must be listed in ascending order");
            }
            fields.add(field);
            return this;
        }
    }
}
