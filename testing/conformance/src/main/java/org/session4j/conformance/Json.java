package org.session4j.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.session4j.conformance.operation.NotRunnableException;

/** Strict JSON: one value, no duplicate keys, nothing behind it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(PeerLoop.MAX_LINE_BYTES)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws NotRunnableException if the text is not one JSON value
     */
    public static JsonNode parse(String text) {
        JsonNode value;
        try {
            value = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NotRunnableException("not JSON: " + e.getOriginalMessage());
        }
        if (value.isMissingNode()) {
            throw new NotRunnableException("not JSON: nothing there");
        }
        return value;
    }

    /**
     * Reads one JSON object.
     *
     * @throws NotRunnableException if the text is not one JSON object
     */
    public static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw new NotRunnableException("not a JSON object");
    }
}
