package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.wire.Base64Text;
import org.session4j.testkit.internal.wire.Json;

/** What a method answers: a status, and JSON, text or bytes. */
public record RpcReply(int status, Content content) {

    /** The three forms of an answer. */
    public sealed interface Content {

        record Tree(JsonNode json) implements Content {}

        record Text(String text) implements Content {}

        record Binary(Body bytes) implements Content {}
    }

    public static RpcReply json(int status, JsonNode json) {
        return new RpcReply(status, new Content.Tree(json));
    }

    public static RpcReply text(int status, String text) {
        return new RpcReply(status, new Content.Text(text));
    }

    public static RpcReply binary(Body bytes) {
        return new RpcReply(200, new Content.Binary(bytes));
    }

    static RpcReply failed() {
        return text(500, "request failed");
    }

    boolean isGood() {
        return status >= 200 && status <= 299;
    }

    /** The answer inside of other JSON: text as a string, bytes as base64. */
    public JsonNode embedded() {
        if (content instanceof Content.Tree tree) {
            return tree.json();
        }
        return TextNode.valueOf(asText());
    }

    /** The answer as one text: JSON in its serialised form, bytes as base64. */
    public String asText() {
        if (content instanceof Content.Tree tree) {
            return Json.format(tree.json());
        }
        if (content instanceof Content.Text text) {
            return text.text();
        }
        return Base64Text.format(((Content.Binary) content).bytes().bytes());
    }
}
