package org.session4j.testkit.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.wire.Bencode;
import org.session4j.testkit.internal.wire.Json;

/** The plaintext of an onion request to a server, and of the answer (services: transport). */
final class V4 {

    private V4() {}

    /** Reads {@code [metadata]} or {@code [metadata, body]}. */
    static ServerRequest decode(byte[] plaintext) throws MalformedDataException {
        JsonNode parts = Bencode.decode(plaintext);
        if (!parts.isArray() || parts.isEmpty() || parts.size() > 2) {
            throw new MalformedDataException("v4 request: expected a list of one or two strings");
        }
        JsonNode metadata = Json.parse(string(parts.get(0)))
                .orElseThrow(() -> new MalformedDataException("v4 request: the metadata is not JSON"));
        String method = metadata.path("method").textValue();
        String endpoint = metadata.path("endpoint").textValue();
        if (method == null || endpoint == null || !endpoint.startsWith("/")) {
            throw new MalformedDataException("v4 request: no method, or no endpoint with a leading slash");
        }
        Body body = parts.size() == 2 ? Body.of(string(parts.get(1))) : Body.empty();
        return new ServerRequest(method, endpoint, headers(metadata.path("headers")), body);
    }

    private static byte[] string(JsonNode part) throws MalformedDataException {
        if (!part.isBinary()) {
            throw new MalformedDataException("v4 request: expected a string");
        }
        return Bencode.binary(part);
    }

    private static Map<String, String> headers(JsonNode object) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> header : object.properties()) {
            headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText());
        }
        return Map.copyOf(headers);
    }

    /** Always a list of two. */
    static byte[] encode(ServerReply reply) {
        ObjectNode metadata = ServerJson.object();
        metadata.put("code", reply.status());
        ObjectNode headers = metadata.putObject("headers");
        reply.headers().forEach(headers::put);
        ArrayNode parts = Json.array();
        parts.add(BinaryNode.valueOf(ServerJson.format(metadata).getBytes(StandardCharsets.UTF_8)));
        parts.add(BinaryNode.valueOf(reply.body().bytes()));
        return Bencode.encode(parts);
    }
}
