package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigInteger;
import org.session4j.protocol.config.ConfigScalar;
import org.session4j.protocol.config.ConfigSet;
import org.session4j.protocol.config.ConfigString;
import org.session4j.protocol.config.ConfigValue;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtUnsigned;
import org.session4j.protocol.wire.BtValue;

/**
 * Data of documents in JSON: {@code {"dict": [[key, value]...]}}, {@code {"set": [...]}}, integers, strings, and
 * {@code {"hex": ...}} for a string that is not printable ASCII.
 */
final class ConfigNotation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ConfigNotation() {}

    static ConfigDict dict(JsonNode node) {
        if (read(node) instanceof ConfigDict dict) {
            return dict;
        }
        throw new NotRunnableException("the data are not a dict");
    }

    static ConfigScalar scalar(JsonNode node) {
        if (read(node) instanceof ConfigScalar scalar) {
            return scalar;
        }
        throw new NotRunnableException("the value is neither an integer nor a string");
    }

    static JsonNode format(ConfigValue value) {
        if (value instanceof ConfigDict dict) {
            ArrayNode entries = JSON.arrayNode();
            dict.entries()
                    .forEach((key, entry) -> entries.addArray().add(format(key)).add(format(entry)));
            return JSON.objectNode().set("dict", entries);
        }
        if (value instanceof ConfigSet set) {
            ArrayNode values = JSON.arrayNode();
            set.values().forEach(scalar -> values.add(format(scalar)));
            return JSON.objectNode().set("set", values);
        }
        return value instanceof ConfigInteger integer
                ? JSON.numberNode(integer.value())
                : format(((ConfigString) value).value());
    }

    /** A whole message, or a part of one; lists are lists. */
    static JsonNode format(BtValue value) {
        if (value instanceof BtDict dict) {
            ArrayNode entries = JSON.arrayNode();
            dict.entries()
                    .forEach((key, entry) -> entries.addArray().add(format(key)).add(format(entry)));
            return JSON.objectNode().set("dict", entries);
        }
        if (value instanceof BtList list) {
            ArrayNode values = JSON.arrayNode();
            list.values().forEach(element -> values.add(format(element)));
            return values;
        }
        if (value instanceof BtString string) {
            return format(string.value());
        }
        return value instanceof BtInteger integer
                ? JSON.numberNode(integer.value())
                : JSON.numberNode(new BigInteger(Long.toUnsignedString(((BtUnsigned) value).bits())));
    }

    private static JsonNode format(Bytes bytes) {
        byte[] array = bytes.toByteArray();
        for (byte b : array) {
            if (b < ' ' || b > '~') {
                return JSON.objectNode().put("hex", bytes.toHex());
            }
        }
        return JSON.textNode(new String(array, StandardCharsets.US_ASCII));
    }

    private static ConfigValue read(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new ConfigInteger(node.longValue());
        }
        if (node.isTextual()) {
            return ConfigString.utf8(node.textValue());
        }
        if (node instanceof ObjectNode object && object.size() == 1) {
            Inputs fields = new Inputs(object);
            if (fields.has("hex")) {
                return new ConfigString(Bytes.of(fields.bytes("hex")));
            }
            if (fields.has("set")) {
                return readSet(object.get("set"));
            }
            if (fields.has("dict")) {
                return readDict(object.get("dict"));
            }
        }
        throw new NotRunnableException("not the notation of data");
    }

    private static ConfigSet readSet(JsonNode list) {
        List<ConfigScalar> values = new ArrayList<>();
        list.forEach(value -> values.add(scalar(value)));
        return ConfigSet.of(values);
    }

    private static ConfigDict readDict(JsonNode list) {
        return ConfigDict.empty()
                .edit(dict -> list.forEach(entry -> {
                    if (entry.size() != 2 || !(read(entry.get(0)) instanceof ConfigString key)) {
                        throw new NotRunnableException("an entry is a key and a value");
                    }
                    dict.set(key.value(), read(entry.get(1)));
                }));
    }
}
