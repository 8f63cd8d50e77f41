package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

/**
 * The named inputs of an operation, read by type. An input that is missing or of another type is a
 * {@link NotRunnableException}; one that is null counts as absent. Names come from the vector files.
 */
public final class Inputs {

    private final ObjectNode fields;

    public Inputs(ObjectNode fields) {
        this.fields = fields;
    }

    public boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /** Bytes written as hex. */
    public byte[] bytes(String name) {
        return hex(name, text(name));
    }

    /** Bytes written as hex, if there. */
    public Optional<byte[]> optionalBytes(String name) {
        return has(name) ? Optional.of(bytes(name)) : Optional.empty();
    }

    /** Bytes written as base64 of the standard alphabet. */
    public byte[] base64(String name) {
        try {
            return Base64.getDecoder().decode(text(name));
        } catch (IllegalArgumentException e) {
            throw new NotRunnableException("input " + name + " is not base64");
        }
    }

    public String text(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw new NotRunnableException("input " + name + " is not a string");
        }
        return value.textValue();
    }

    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public long integer(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new NotRunnableException("input " + name + " is not a 64-bit integer");
        }
        return value.longValue();
    }

    public int smallInteger(String name) {
        long value = integer(name);
        if (value != (int) value) {
            throw new NotRunnableException("input " + name + " is not a 32-bit integer");
        }
        return (int) value;
    }

    /** A time in seconds since 1970. */
    public Instant seconds(String name) {
        try {
            return Instant.ofEpochSecond(integer(name));
        } catch (DateTimeException e) {
            throw new NotRunnableException("input " + name + " is no time");
        }
    }

    /** An integer of any size, as a number or as decimal text. */
    public BigInteger bigInteger(String name) {
        return bigInteger(name, required(name));
    }

    /** Integers of any size, as numbers or as decimal text. */
    public List<BigInteger> bigIntegers(String name) {
        List<BigInteger> values = new ArrayList<>();
        list(name).forEach(element -> values.add(bigInteger(name, element)));
        return values;
    }

    public boolean flag(String name) {
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw new NotRunnableException("input " + name + " is not a boolean");
        }
        return value.booleanValue();
    }

    /** A boolean that is false where it is absent. */
    public boolean optionalFlag(String name) {
        return has(name) && flag(name);
    }

    public List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isTextual()) {
                throw new NotRunnableException("input " + name + " holds something else than strings");
            }
            values.add(element.textValue());
        }
        return values;
    }

    /** Strings, some of which may be null. */
    public List<Optional<String>> optionalTexts(String name) {
        List<Optional<String>> values = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isTextual() && !element.isNull()) {
                throw new NotRunnableException("input " + name + " holds something else than strings");
            }
            values.add(Optional.ofNullable(element.textValue()));
        }
        return values;
    }

    public List<byte[]> hexes(String name) {
        List<byte[]> values = new ArrayList<>();
        texts(name).forEach(text -> values.add(hex(name, text)));
        return values;
    }

    public Inputs object(String name) {
        return new Inputs(node(name));
    }

    public List<Inputs> objects(String name) {
        return objects(name, list(name));
    }

    public List<List<Inputs>> objectLists(String name) {
        List<List<Inputs>> values = new ArrayList<>();
        list(name).forEach(element -> values.add(objects(name, element)));
        return values;
    }

    private static List<Inputs> objects(String name, JsonNode list) {
        List<Inputs> values = new ArrayList<>();
        for (JsonNode element : list) {
            if (!(element instanceof ObjectNode object)) {
                throw new NotRunnableException("input " + name + " holds something else than objects");
            }
            values.add(new Inputs(object));
        }
        return values;
    }

    /** The JSON object as it stands. */
    public ObjectNode node(String name) {
        if (!(required(name) instanceof ObjectNode object)) {
            throw new NotRunnableException("input " + name + " is not an object");
        }
        return object;
    }

    /** All inputs, to be copied and changed. */
    public ObjectNode copy() {
        return fields.deepCopy();
    }

    /** The JSON value as it stands. */
    public JsonNode value(String name) {
        return required(name);
    }

    private JsonNode list(String name) {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw new NotRunnableException("input " + name + " is not a list");
        }
        return value;
    }

    private JsonNode required(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            throw new NotRunnableException("input " + name + " is missing");
        }
        return value;
    }

    private static byte[] hex(String name, String text) {
        try {
            return Hex.parse(text);
        } catch (MalformedDataException e) {
            throw new NotRunnableException("input " + name + ": " + e.getMessage());
        }
    }

    private static BigInteger bigInteger(String name, JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue();
        }
        if (value.isTextual() && value.textValue().matches("-?[0-9]{1,80}")) {
            return new BigInteger(value.textValue());
        }
        throw new NotRunnableException("input " + name + " is not an integer");
    }
}
