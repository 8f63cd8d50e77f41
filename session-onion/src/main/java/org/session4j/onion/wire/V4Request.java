package org.session4j.onion.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionPayload;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/**
 * A request to a server: metadata {@code {"endpoint":…,"headers":{…},"method":…}} and, for POST and PUT, a body
 * (network: v4 request to a server).
 *
 * @param method such as {@code GET}
 * @param endpoint path with query, beginning with a slash
 * @param headers without {@code Host} and {@code Content-Length}; a {@code Content-Type} is given explicitly
 * @param body null for methods other than POST and PUT, which always have one
 */
public record V4Request(
        String method,
        String endpoint,
        Map<String, String> headers,
        @Nullable Bytes body) implements OnionPayload {

    public V4Request {
        if (!endpoint.startsWith("/")) {
            throw new IllegalArgumentException("endpoint: expected a leading slash");
        }
        headers = Map.copyOf(headers);
        for (String name : headers.keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("host") || lower.equals("content-length")) {
                throw new IllegalArgumentException("headers: " + lower + " is not sent");
            }
        }
        boolean takesBody = method.equals("POST") || method.equals("PUT");
        if (takesBody != (body != null)) {
            throw new IllegalArgumentException("body: POST and PUT have one, other methods have none");
        }
    }

    public byte[] encode() {
        return frame().encode();
    }

    @Override
    public int length() {
        return frame().length();
    }

    @Override
    public void writeTo(byte[] buffer, int offset) {
        frame().writeTo(buffer, offset);
    }

    private V4Frame frame() {
        StringBuilder json = new StringBuilder(128);
        WireJson.appendString(json.append("{\"endpoint\":"), endpoint);
        WireJson.appendObject(json.append(",\"headers\":"), new TreeMap<>(headers));
        WireJson.appendString(json.append(",\"method\":"), method);
        return new V4Frame(json.append('}').toString(), body);
    }

    /** The server's side. */
    public static V4Request decode(byte[] encoded) throws MalformedDataException {
        V4Frame frame = V4Frame.decode(encoded);
        ObjectNode metadata = WireJson.readObject("v4 request", frame.metadata());
        try {
            return new V4Request(
                    WireJson.requireText(metadata, "method"),
                    WireJson.requireText(metadata, "endpoint"),
                    WireJson.readHeaders(metadata.get("headers")),
                    frame.body());
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("v4 request: " + e.getMessage());
        }
    }
}
