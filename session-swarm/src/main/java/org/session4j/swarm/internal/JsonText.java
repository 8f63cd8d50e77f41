package org.session4j.swarm.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** JSON text in and out: objects are written with their keys in ascending order and without white space. */
public final class JsonText {

    /** Deeper than any answer; deeper nesting is refused. */
    private static final int MAX_DEPTH = 64;

    /** What an onion answer may be at most. */
    private static final int MAX_LENGTH = 10 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_LENGTH)
                    .maxStringLength(MAX_LENGTH)
                    .build())
            .build();

    private static final ObjectMapper READER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonText() {}

    /** Reads one value and refuses anything behind it. */
    public static JsonNode parse(Bytes utf8) throws MalformedDataException {
        if (utf8.length() > MAX_LENGTH) {
            throw new MalformedDataException("json: longer than " + MAX_LENGTH + " bytes");
        }
        try {
            return READER.readTree(utf8.toByteArray());
        } catch (IOException e) {
            // The cause would quote the text, which may name an account.
            throw new MalformedDataException("json: not well-formed");
        }
    }

    /** The text of a value that was read. */
    public static String format(JsonNode node) {
        return node.toString();
    }

    /**
     * The text of a value.
     *
     * @param value a string, a boolean, an {@link Integer} or {@link Long}, a {@link Raw}, or a collection or sorted map of
     *     such
     */
    public static String format(Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString();
    }

    /** JSON that is already text, taken as it is. */
    public record Raw(String json) {}

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Raw raw) {
            json.writeRawValue(raw.json());
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof SortedMap<?, ?> fields) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                json.writeFieldName((String) field.getKey());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException("no JSON form for " + value.getClass());
        }
    }
}
