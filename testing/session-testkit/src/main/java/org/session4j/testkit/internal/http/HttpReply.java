package org.session4j.testkit.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers beside {@code Server}, {@code Date}, {@code Content-Type} and {@code Content-Length}; an empty value
 *     takes one of those away
 * @param delivery how much of it is sent
 */
public record HttpReply(int status, String contentType, Map<String, String> headers, Body body, Delivery delivery) {

    /** How much of an answer reaches the client. */
    public enum Delivery {
        /** All of it. */
        WHOLE,
        /** All of it, then the connection ends. */
        LAST,
        /** The head and half of the body, then the connection ends. */
        HALF,
        /** Nothing: the connection ends. */
        NONE
    }

    public static final String TEXT = "text/plain";
    public static final String JSON = "application/json";
    public static final String BINARY = "application/octet-stream";

    public static HttpReply of(int status, String contentType, Body body) {
        return new HttpReply(status, contentType, Map.of(), body, Delivery.WHOLE);
    }

    public static HttpReply text(int status, String text) {
        return of(status, TEXT, Body.utf8(text));
    }

    public static HttpReply json(String json) {
        return of(200, JSON, Body.utf8(json));
    }

    public static HttpReply none() {
        return text(200, "").deliver(Delivery.NONE);
    }

    public HttpReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, contentType, Map.copyOf(more), body, delivery);
    }

    public HttpReply body(Body other) {
        return new HttpReply(status, contentType, headers, other, delivery);
    }

    public HttpReply deliver(Delivery other) {
        return new HttpReply(status, contentType, headers, body, other);
    }
}
