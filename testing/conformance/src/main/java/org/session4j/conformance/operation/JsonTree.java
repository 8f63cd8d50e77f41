package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trees of maps, lists, strings, integers (Long, above it BigInteger) and booleans as JSON, and back. */
final class JsonTree {

    private JsonTree() {}

    static Map<String, Object> toMap(ObjectNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            map.put(field.getKey(), toObject(field.getValue()));
        }
        return map;
    }

    private static Object toObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return toMap(object);
        }
        if (node instanceof ArrayNode array) {
            List<Object> list = new ArrayList<>();
            array.forEach(element -> list.add(toObject(element)));
            return list;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        throw new NotRunnableException("a tree holds no " + node.getNodeType());
    }

    static JsonNode of(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = json.objectNode();
            map.forEach((name, field) -> object.set((String) name, of(field)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = json.arrayNode();
            list.forEach(element -> array.add(of(element)));
            return array;
        }
        if (value instanceof String text) {
            return json.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return json.booleanNode(flag);
        }
        if (value instanceof Long || value instanceof Integer) {
            return json.numberNode(((Number) value).longValue());
        }
        if (value instanceof BigInteger number) {
            return json.numberNode(number);
        }
        throw new IllegalStateException("a tree holds no " + value.getClass());
    }
}
