package org.session4j.client.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;

/** The JSON of {@link StoredForms}: written compactly, read with errors that quote nothing. */
final class StoredJson {

    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredJson() {}

    /** Makes a record of an object. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode json) throws SessionException;
    }

    static ObjectNode begin() {
        return MAPPER.createObjectNode().put("v", VERSION);
    }

    static Bytes end(ObjectNode json) {
        try {
            return Bytes.of(MAPPER.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    static <T> T read(String what, Bytes stored, Reader<T> reader) {
        try {
            JsonNode json = MAPPER.readTree(stored.toByteArray());
            if (json.path("v").asInt() != VERSION) {
                throw new StoreException(what + ": of a version that this release does not read", null);
            }
            return reader.read(json);
        } catch (IOException | SessionException | IllegalArgumentException e) {
            // The cause's text may quote what is stored.
            throw new StoreException(what + ": not what was written", null);
        }
    }

    static void put(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, time.toEpochMilli());
        }
    }

    static void put(ObjectNode json, String name, @Nullable Bytes bytes) {
        if (bytes != null) {
            json.put(name, Base64.getEncoder().encodeToString(bytes.toByteArray()));
        }
    }

    static void put(ObjectNode json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    static String text(JsonNode json, String name) throws MalformedDataException {
        String text = textOrNull(json, name);
        if (text == null) {
            throw new MalformedDataException(name + ": missing");
        }
        return text;
    }

    static @Nullable String textOrNull(JsonNode json, String name) {
        return json.path(name).textValue();
    }

    static Instant instant(JsonNode json, String name) throws MalformedDataException {
        Instant time = instantOrNull(json, name);
        if (time == null) {
            throw new MalformedDataException(name + ": missing");
        }
        return time;
    }

    static @Nullable Instant instantOrNull(JsonNode json, String name) {
        return json.has(name) ? Instant.ofEpochMilli(json.path(name).asLong()) : null;
    }

    static Bytes bytes(JsonNode json, String name) throws MalformedDataException {
        return Bytes.of(Base64.getDecoder().decode(text(json, name)));
    }

    static @Nullable Bytes bytesOrNull(JsonNode json, String name) throws MalformedDataException {
        return json.has(name) ? bytes(json, name) : null;
    }
}
