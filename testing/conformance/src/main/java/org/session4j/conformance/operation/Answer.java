package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;

/** The named outputs of an operation, built up field by field. Bytes are lower-case hex. */
public final class Answer {

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

    public static Answer empty() {
        return new Answer();
    }

    @CanIgnoreReturnValue
    public Answer put(String name, byte @Nullable [] value) {
        fields.put(name, value == null ? null : Hex.format(value));
        return this;
    }

    @CanIgnoreReturnValue
    public Answer put(String name, @Nullable Bytes value) {
        fields.put(name, value == null ? null : value.toHex());
        return this;
    }

    @CanIgnoreReturnValue
    public Answer put(String name, @Nullable String value) {
        fields.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    public Answer put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    public Answer put(String name, BigInteger value) {
        fields.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    public Answer put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    public Answer put(String name, JsonNode value) {
        fields.set(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    public Answer putTexts(String name, Iterable<String> values) {
        var list = fields.putArray(name);
        values.forEach(list::add);
        return this;
    }

    @CanIgnoreReturnValue
    public Answer putHexes(String name, List<byte[]> values) {
        var list = fields.putArray(name);
        values.forEach(value -> list.add(Hex.format(value)));
        return this;
    }

    /** The outputs; the caller gets a copy. */
    public ObjectNode toJson() {
        return fields.deepCopy();
    }

    /** An output that this answer is known to have as bytes. */
    byte[] bytes(String name) {
        return new Inputs(fields).bytes(name);
    }
}
