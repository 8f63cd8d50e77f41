package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.session4j.conformance.Json;
import org.session4j.conformance.operation.Inputs;

/** The {@code onion-*} files: lists of cases to answer and to refuse. */
final class OnionFormats {

    private static final String CASES = "cases";
    private static final String REFUSE = "refuse";
    private static final String OPEN = "open";

    private OnionFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("onion-frame", frame());
        formats.put("onion-hop", hop());
        formats.put(
                "onion-request",
                family("onion-request").section(CASES, "build", "layers", "body", "posted_to_server", "response_key"));
        formats.put("onion-v4", v4());
        formats.put("onion-response", response());
        formats.put(
                "onion-error",
                family("onion-error").header("path", "destination").section(CASES, "classify", "class", "offender"));
        return formats;
    }

    private static VectorFormat frame() {
        return family("onion-frame")
                .section(CASES, "encode", "frame")
                .section(CASES, "decode", "ciphertext", "json")
                .refusing(REFUSE, "decode")
                .jsonTexts("json");
    }

    private static VectorFormat hop() {
        return family("onion-hop")
                .section(CASES, "seal", "client_pubkey", "node_x25519_pubkey", "shared_secret", "key", "ciphertext")
                .section(CASES, OPEN, "shared_secret", "key", "plaintext")
                .section("upstream_decrypt", OPEN, "shared_secret", "key", "plaintext")
                .refusing(REFUSE, OPEN)
                .section("x25519_from_ed25519", "x25519", "x25519_pubkey")
                .texts("x25519_from_ed25519_refuse", "ed25519_pubkey")
                .refusing("x25519_from_ed25519_refuse", "x25519")
                .section("upstream_frames", "peel", "cipher", "json", "plaintext", "client_pubkey")
                .jsonTexts("json");
    }

    private static VectorFormat v4() {
        return family("onion-v4")
                .section("requests", "encode-request", "encoded")
                .section("requests", "decode-request", "metadata", "body")
                .jsonTexts("metadata")
                .section("responses", "decode-response", "code", "headers", "body")
                .refusing("refuse_responses", "decode-response");
    }

    /** A body that came as a JSON object is compared as such. */
    private static VectorFormat response() {
        SectionedFormat format = family("onion-response")
                .section(CASES, OPEN, "key", "ephemeral_pubkey", "inner", "status", "headers", "body", "body_hex")
                .refusing(REFUSE, OPEN);
        return file -> {
            JsonNode parsed = file.deepCopy();
            for (JsonNode vector : parsed.path(CASES)) {
                if (vector instanceof ObjectNode fields && new Inputs(fields).optionalFlag("body_is_json_object")) {
                    fields.set("body", Json.parse(new Inputs(fields).text("body")));
                }
            }
            return format.cases(parsed);
        };
    }
}
