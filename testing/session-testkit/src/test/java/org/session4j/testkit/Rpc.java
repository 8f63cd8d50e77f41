package org.session4j.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests in clear to one node. */
final class Rpc implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawHttp http;

    /** An answer, with its body as JSON if it is. */
    record Answer(int status, String contentType, String text) {
        JsonNode json() {
            return parse(text);
        }
    }

    private Rpc(RawHttp http) {
        this.http = http;
    }

    static Rpc to(TestNode node) {
        try {
            return new Rpc(RawHttp.secure(node.ip(), node.httpsPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer ask(TestNode node, String method, Map<String, ?> params) {
        try (Rpc rpc = to(node)) {
            return rpc.call(method, params);
        }
    }

    Answer call(String method, Map<String, ?> params) {
        return send(format(request(method, params)));
    }

    Answer send(String body) {
        try {
            RawHttp.Reply reply = http.post("/storage_rpc/v1", body);
            return new Answer(reply.status(), reply.header("content-type"), reply.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> request(String method, Map<String, ?> params) {
        return Map.of("method", method, "params", params);
    }

    /** Parameters from names and values in turn; a value of {@link #ABSENT} takes the name away. */
    static Map<String, Object> params(Object... pairs) {
        Map<String, Object> params = new LinkedHashMap<>();
        put(params, pairs);
        return params;
    }

    static final Object ABSENT = new Object();

    /** A copy with other values. */
    static Map<String, Object> with(Map<String, Object> params, Object... pairs) {
        Map<String, Object> changed = new LinkedHashMap<>(params);
        put(changed, pairs);
        return changed;
    }

    private static void put(Map<String, Object> params, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] == ABSENT) {
                params.remove((String) pairs[i]);
            } else {
                params.put((String) pairs[i], pairs[i + 1]);
            }
        }
    }

    static String format(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
