package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.session4j.conformance.operation.Inputs;

/**
 * The {@code blinding-*}, {@code sogs-*} and {@code push-*} files: {@code {description, notes, vectors: [...]}}. A case that
 * says {@code expect} with {@code reject} must be refused.
 */
final class CommunityFormats {

    private static final String VECTORS = "vectors";
    private static final String VALID = "valid";
    private static final String BODY = "body";
    private static final String VARIANT = "X-SOGS-Signature_seed32_variant";

    private static final Predicate<Inputs> REJECTED =
            vector -> vector.optionalText("expect").orElse("").startsWith("reject");

    private static final Predicate<Inputs> RESPONSE = vector -> vector.has("response");

    private CommunityFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("blinding-ids", ids());
        formats.put(
                "blinding-ids-pysogs",
                family("blinding-ids-pysogs")
                        .whereAbsent("matches", BooleanNode.TRUE)
                        .section(VECTORS, "ids", "blinded15_id", "blinded15_abs_id")
                        .section(VECTORS, "match", "matches"));
        formats.put(
                "blinding-sign",
                family("blinding-sign")
                        .whereAbsent(VALID, BooleanNode.TRUE)
                        .section(VECTORS, "sign", "blinded15_pubkey", "sig15_libsession", "blinded25_pubkey", "sig25")
                        .section(VECTORS, "verify", VALID));
        formats.put("blinding-dm", messages());
        formats.put(
                "blinding-version07",
                family("blinding-version07").section(VECTORS, "sign", "derived_seed", "x_fs_pubkey", "x_fs_signature"));
        formats.put("sogs-auth", auth());
        formats.put(
                "sogs-message-padding",
                family("sogs-message-padding")
                        .section(
                                VECTORS,
                                "pad",
                                "content_length",
                                "padded_length",
                                "padded_sha256",
                                "old_padded_length"));
        formats.put(
                "sogs-onion-v4-body",
                family("sogs-onion-v4-body")
                        .section(VECTORS, RESPONSE.negate(), "request", "method", "endpoint", "headers", BODY)
                        .section(VECTORS, RESPONSE, "response", "response", BODY));
        formats.put(
                "sogs-url",
                family("sogs-url")
                        .refusing(VECTORS, REJECTED, "parse")
                        .section(VECTORS, REJECTED.negate(), "parse", "base", "room", "room_as_given", "pubkey"));
        formats.put(
                "push-decrypt",
                family("push-decrypt")
                        .section(VECTORS, "decrypt", "plaintext")
                        .section(VECTORS, vector -> vector.has("metadata"), "read", "metadata", "data")
                        .jsonTexts("metadata"));
        formats.put("push-subscribe", subscribe());
        return formats;
    }

    private static VectorFormat ids() {
        return family("blinding-ids")
                .section(
                        VECTORS,
                        "ids",
                        "ed25519_pubkey",
                        "ed25519_sign_bit",
                        "session_id",
                        "k15",
                        "own_blinded15_id",
                        "own_blinded15_private_scalar",
                        "possible_blinded15_ids",
                        "k25_effective",
                        "blinded25_id",
                        "own_blinded25_private_scalar");
    }

    private static VectorFormat messages() {
        return family("blinding-dm")
                .section(
                        VECTORS,
                        "encrypt",
                        "sender_ed25519",
                        "sender_session_id",
                        "sender_blinded_id",
                        "recipient_blinded_id",
                        "key",
                        "payload")
                .section(VECTORS, "decrypt", "sender_ed25519", "sender_session_id", "message");
    }

    /** The signature with the other nonce is only verified, so it leaves the object of those that are made. */
    private static VectorFormat auth() {
        SectionedFormat format = family("sogs-auth")
                .whereAbsent(VALID, BooleanNode.TRUE)
                .section(VECTORS, "sign", "to_sign", "x_sogs_nonce", "unblinded", "blinded15")
                .section(VECTORS, vector -> vector.has("seed32_variant"), "verify", VALID);
        return file -> {
            JsonNode parsed = file.deepCopy();
            for (JsonNode vector : parsed.path(VECTORS)) {
                if (vector instanceof ObjectNode fields && fields.get("blinded15") instanceof ObjectNode blinded) {
                    fields.set("seed32_variant", blinded.remove(VARIANT));
                }
            }
            return format.cases(parsed);
        };
    }

    private static VectorFormat subscribe() {
        return family("push-subscribe")
                .section(
                        VECTORS,
                        "sign",
                        "session_id",
                        "session_ed25519",
                        "subscribe_message",
                        "subscribe_signature",
                        "unsubscribe_message",
                        "unsubscribe_signature");
    }
}
