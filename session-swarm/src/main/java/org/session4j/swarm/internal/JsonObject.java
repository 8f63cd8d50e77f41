package org.session4j.swarm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * A JSON object that came from a node. Every reader either gives a value of the promised form or throws
 * {@link MalformedDataException}; unknown fields are passed over, {@code null} counts as absent.
 */
public final class JsonObject {

    /** In the year 9999; what is later cannot be reckoned with. */
    private static final long MAX_SECONDS = 253_370_764_800L;

    private final JsonNode node;

    private JsonObject(JsonNode node) {
        this.node = node;
    }

    public static JsonObject parse(Bytes utf8) throws MalformedDataException {
        return of(JsonText.parse(utf8));
    }

    public static JsonObject of(@Nullable JsonNode node) throws MalformedDataException {
        if (node == null || !node.isObject()) {
            throw new MalformedDataException("json: expected an object");
        }
        return new JsonObject(node);
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** The value of a field, or null. */
    public @Nullable JsonNode find(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public JsonNode require(String name) throws MalformedDataException {
        JsonNode value = find(name);
        if (value == null) {
            throw malformed(name, "a value");
        }
        return value;
    }

    public JsonObject object(String name) throws MalformedDataException {
        JsonNode value = require(name);
        if (!value.isObject()) {
            throw malformed(name, "an object");
        }
        return new JsonObject(value);
    }

    /** The fields in their order. */
    public Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        Iterator<Map.Entry<String, JsonNode>> all = node.fields();
        while (all.hasNext()) {
            Map.Entry<String, JsonNode> field = all.next();
            fields.put(field.getKey(), field.getValue());
        }
        return fields;
    }

    public String string(String name) throws MalformedDataException {
        JsonNode value = require(name);
        if (!value.isTextual()) {
            throw malformed(name, "a string");
        }
        return value.textValue();
    }

    public Optional<String> findString(String name) throws MalformedDataException {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    public long integer(String name) throws MalformedDataException {
        return integer(name, require(name));
    }

    /** An integer that counts something, so it is not below zero. */
    public long count(String name) throws MalformedDataException {
        long value = integer(name);
        if (value < 0) {
            throw malformed(name, "0 or more");
        }
        return value;
    }

    public @Nullable Long findCount(String name) throws MalformedDataException {
        return has(name) ? (Long) count(name) : null;
    }

    /** As {@link #count(String)}, with a value for an absent one. */
    public long count(String name, long absent) throws MalformedDataException {
        return has(name) ? count(name) : absent;
    }

    /** An unsigned integer of 64 bits, as the bits of a long. */
    public long unsigned(String name) throws MalformedDataException {
        JsonNode value = require(name);
        BigInteger number = value.isIntegralNumber() ? value.bigIntegerValue() : BigInteger.ONE.negate();
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw malformed(name, "an unsigned 64-bit integer");
        }
        return number.longValue();
    }

    public @Nullable Boolean findFlag(String name) throws MalformedDataException {
        return has(name) ? (Boolean) flag(name) : null;
    }

    /** Whole seconds since 1970; null if absent or 0. */
    public @Nullable Instant findSeconds(String name) throws MalformedDataException {
        long seconds = count(name, 0);
        if (seconds > MAX_SECONDS) {
            throw malformed(name, "a time");
        }
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    public Instant millis(String name) throws MalformedDataException {
        return Instant.ofEpochMilli(integer(name));
    }

    public @Nullable Instant findMillis(String name) throws MalformedDataException {
        return has(name) ? millis(name) : null;
    }

    /** A flag; absent is false. What passed through a peer's bencoding arrives as 0 or 1 (storage server: methods). */
    public boolean flag(String name) throws MalformedDataException {
        JsonNode value = find(name);
        if (value == null) {
            return false;
        }
        return value.isBoolean() ? value.booleanValue() : integer(name, value) != 0;
    }

    /** Base64 of the standard alphabet, padded or not. */
    public Bytes base64(String name) throws MalformedDataException {
        try {
            return Bytes.of(Base64.getDecoder().decode(string(name)));
        } catch (IllegalArgumentException e) {
            throw malformed(name, "base64");
        }
    }

    public List<JsonNode> array(String name) throws MalformedDataException {
        return array(name, require(name));
    }

    /** The objects of an array; none if it is absent, as some servers leave empty ones out. */
    public List<JsonObject> findObjects(String name) throws MalformedDataException {
        return has(name) ? objects(name) : List.of();
    }

    public List<JsonObject> objects(String name) throws MalformedDataException {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode item : array(name)) {
            objects.add(of(item));
        }
        return objects;
    }

    private static List<JsonNode> array(String name, JsonNode value) throws MalformedDataException {
        if (!value.isArray()) {
            throw malformed(name, "an array");
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    public List<String> strings(String name) throws MalformedDataException {
        return strings(name, require(name));
    }

    /** The strings that a value lists. */
    public static List<String> strings(String name, JsonNode value) throws MalformedDataException {
        List<String> strings = new ArrayList<>();
        for (JsonNode item : array(name, value)) {
            if (!item.isTextual()) {
                throw malformed(name, "strings");
            }
            strings.add(item.textValue());
        }
        return strings;
    }

    /** The integer that a value is. */
    public static long integer(String name, JsonNode value) throws MalformedDataException {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(name, "a 64-bit integer");
        }
        return value.longValue();
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return JsonText.format(node);
    }

    private static MalformedDataException malformed(String name, String expected) {
        return new MalformedDataException("json: expected " + expected + " in '" + name + "'");
    }
}
