package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.session4j.conformance.operation.NotRunnableException;

/** The {@code groups-sender-keys-2020} and {@code groups-legacy-closed} files. */
final class OldGroupFormats {

    private static final String GROUP = "group";
    private static final String KEYS = "keys";
    private static final String ACCOUNTS = "accounts";
    private static final String MESSAGES = "messages";
    private static final String NEGATIVE = "negative";
    private static final String SESSION_ID = "session_id";

    private OldGroupFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("groups-sender-keys-2020", senderKeys());
        formats.put("groups-legacy-closed", legacy());
        return formats;
    }

    /** Group and users are cases too, and a refused message comes to the state that opens the first good one. */
    private static VectorFormat senderKeys() {
        SectionedFormat format = family("groups-sender-keys-2020")
                .header(GROUP)
                .section(KEYS, "group", "public_key", "group_id")
                .section(ACCOUNTS, "account", SESSION_ID, "ed25519_public_key")
                .section("chains", "chain", "steps", "at_100")
                .section("padding", "pad", "padded_length", "padded")
                .section(
                        MESSAGES,
                        "message",
                        "content_proto",
                        "message_key",
                        "chain_key_after",
                        "padded_plaintext",
                        "inner_iv_and_ciphertext",
                        "closed_group_ciphertext_message",
                        "ephemeral_public_key",
                        "shared_secret",
                        "outer_symmetric_key",
                        "outer_iv_and_ciphertext",
                        "closed_group_ciphertext_message_wrapper",
                        "envelope",
                        "web_socket_message")
                .section("updates", "update", "closed_group_update", "content_proto")
                .refusing(NEGATIVE, vector -> vector.has("wrapper"), "open");
        return file -> {
            ObjectNode flat = copy(file);
            flat.putArray(KEYS).add(object(flat, GROUP));
            ArrayNode accounts = flat.putArray(ACCOUNTS);
            object(flat, "users").forEach(accounts::add);
            flat.remove("users");
            if (flat.path(MESSAGES).has(0)) {
                flat.path(NEGATIVE)
                        .forEach(vector -> ((ObjectNode) vector)
                                .set("first", flat.path(MESSAGES).get(0)));
            }
            return format.cases(flat);
        };
    }

    /** The seed of a message's sender stands elsewhere in the file; without it a message is only opened. */
    private static VectorFormat legacy() {
        SectionedFormat format = family("groups-legacy-closed")
                .header(GROUP, "admin")
                .section(KEYS, "group", "encryption_public_key", "key_pair_proto")
                .section(ACCOUNTS, "account", SESSION_ID)
                .section("control", "control", "content")
                .section("key_pair_wrappers", "wrap", "recipient", "encrypted_key_pair")
                .section(MESSAGES, "open", "sender", "content", "envelope", "padded")
                .section(MESSAGES, vector -> vector.has("sender_seed"), "seal", "sealed");
        return file -> {
            ObjectNode flat = copy(file);
            flat.putArray(KEYS).add(object(flat, GROUP));
            flat.putArray(ACCOUNTS).add(object(flat, "admin"));
            for (JsonNode message : flat.path(MESSAGES)) {
                JsonNode sender = message.path("sender");
                if (sender.equals(flat.path("admin").path(SESSION_ID))) {
                    ((ObjectNode) message).set("sender_seed", flat.path("admin").path("seed"));
                }
                for (JsonNode wrapper : flat.path("key_pair_wrappers")) {
                    if (sender.equals(wrapper.path("recipient"))) {
                        ((ObjectNode) message).set("sender_seed", wrapper.path("recipient_seed"));
                    }
                }
            }
            return format.cases(flat);
        };
    }

    private static ObjectNode copy(JsonNode file) {
        if (!(file instanceof ObjectNode object)) {
            throw new NotRunnableException("not an object with lists of cases");
        }
        return object.deepCopy();
    }

    private static ObjectNode object(ObjectNode file, String name) {
        if (!(file.get(name) instanceof ObjectNode object)) {
            throw new NotRunnableException(name + " is not an object");
        }
        return object.deepCopy();
    }
}
