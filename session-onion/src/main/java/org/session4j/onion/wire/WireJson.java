package org.session4j.onion.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;

/** JSON as it stands on the wire: read strictly and within bounds, written compactly. */
final class WireJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_NAME_LENGTH = 1_000;

    /** Above the largest answer a transport lets through; it is the transport that bounds the text as a whole. */
    private static final int MAX_STRING_LENGTH = 32 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            // Names come from strangers: none is worth keeping.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final ObjectReader READER = new ObjectMapper(FACTORY)
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .forType(JsonNode.class);

    private WireJson() {}

    /** Exactly one JSON object; white space around it is allowed. */
    static ObjectNode readObject(String what, byte[] bytes, int offset, int length) throws MalformedDataException {
        return readObject(what, readUtf8(what, bytes, offset, length));
    }

    static ObjectNode readObject(String what, String text) throws MalformedDataException {
        JsonNode node;
        try {
            node = READER.readValue(text);
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the text.
            throw new MalformedDataException(what + ": not JSON");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedDataException(what + ": not a JSON object");
    }

    static String readUtf8(String what, byte[] bytes, int offset, int length) throws MalformedDataException {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            requireUtf8(what, bytes, offset, length);
        }
        return text;
    }

    private static void requireUtf8(String what, byte[] bytes, int offset, int length) throws MalformedDataException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException e) {
            throw new MalformedDataException(what + ": not UTF-8");
        }
    }

    /** The text under a key that must be there. */
    static String requireText(ObjectNode object, String key) throws MalformedDataException {
        String text = optionalText(object, key);
        if (text == null) {
            throw new MalformedDataException(key + " is missing");
        }
        return text;
    }

    static @Nullable String optionalText(ObjectNode object, String key) throws MalformedDataException {
        JsonNode node = object.get(key);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            throw new MalformedDataException(key + " is not a string");
        }
        return node.textValue();
    }

    static boolean optionalBoolean(ObjectNode object, String key, boolean absent) throws MalformedDataException {
        JsonNode node = object.get(key);
        if (node == null) {
            return absent;
        }
        if (!node.isBoolean()) {
            throw new MalformedDataException(key + " is not a boolean");
        }
        return node.booleanValue();
    }

    /** A whole number that fits into an int, such as a status. */
    static int requireInt(String what, @Nullable JsonNode node) throws MalformedDataException {
        if (node == null || !node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToInt()) {
            throw new MalformedDataException(what + ": not a whole number");
        }
        return node.intValue();
    }

    /** Headers by lower-case name; what is no plain value is left out, as is anything but an object. */
    static Map<String, String> readHeaders(@Nullable JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : object.properties()) {
            if (header.getValue().isValueNode()) {
                headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText());
            }
        }
        return headers;
    }

    /** Appends an object of strings in the order of the map. */
    static void appendObject(StringBuilder out, SortedMap<String, String> entries) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            appendString(out.append(separator), entry.getKey());
            appendString(out.append(':'), entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    /** Appends a string literal; only what JSON demands is escaped, other characters stay as they are. */
    static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 0xf, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
