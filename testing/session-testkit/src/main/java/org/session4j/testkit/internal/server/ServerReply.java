package org.session4j.testkit.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.session4j.testkit.internal.http.Body;

/**
 * A server's answer.
 *
 * @param headers names in lower case, without the length
 */
public record ServerReply(int status, Map<String, String> headers, Body body) {

    static final String TEXT = "text/plain; charset=utf-8";
    static final String PAGE = "text/html; charset=utf-8";

    private static ServerReply of(int status, String contentType, Body body) {
        return new ServerReply(status, Map.of("content-type", contentType), body);
    }

    public static ServerReply json(int status, JsonNode json) {
        return of(status, "application/json", Body.utf8(ServerJson.format(json)));
    }

    public static ServerReply text(int status, String text) {
        return of(status, TEXT, Body.utf8(text));
    }

    /** What the framework below the server says by itself, such as that there is no such page. */
    public static ServerReply page(int status) {
        String title = status + " " + HttpResponseStatus.valueOf(status).reasonPhrase();
        return of(status, PAGE, Body.utf8("<!doctype html>\n<html lang=en>\n<title>" + title + "</title>\n"));
    }

    public static ServerReply bytes(Body bytes) {
        return of(200, "application/octet-stream", bytes);
    }

    public ServerReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServerReply(status, more, body);
    }
}
