package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where two JSON values differ. Numbers are equal by value, objects whatever the order of their keys. */
final class JsonDifference {

    private static final int SHOWN = 120;

    private JsonDifference() {}

    /** The first expected field that is missing or different; fields that nobody expects are left alone. */
    static Optional<String> ofFields(ObjectNode expected, ObjectNode actual) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = expected.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            Optional<String> difference = of(field.getKey(), field.getValue(), actual.get(field.getKey()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** The first place where two values differ, as text. */
    static Optional<String> of(String path, JsonNode expected, @Nullable JsonNode actual) {
        if (actual == null) {
            return Optional.of(path + " is missing");
        }
        if (expected.isObject() && actual.isObject()) {
            return ofObjects(path, expected, actual);
        }
        if (expected.isArray() && actual.isArray()) {
            return ofLists(path, expected, actual);
        }
        boolean integers = expected.isIntegralNumber() && actual.isIntegralNumber();
        boolean same = integers ? expected.bigIntegerValue().equals(actual.bigIntegerValue()) : expected.equals(actual);
        return same ? Optional.empty() : Optional.of(path + ": expected " + shown(expected) + ", got " + shown(actual));
    }

    private static Optional<String> ofObjects(String path, JsonNode expected, JsonNode actual) {
        for (Iterator<String> names = actual.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!expected.has(name)) {
                return Optional.of(path + "." + name + " is not expected");
            }
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = expected.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            Optional<String> difference = of(path + "." + field.getKey(), field.getValue(), actual.get(field.getKey()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofLists(String path, JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return Optional.of(path + ": expected " + expected.size() + " elements, got " + actual.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            Optional<String> difference = of(path + "[" + i + "]", expected.get(i), actual.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
    }
}
