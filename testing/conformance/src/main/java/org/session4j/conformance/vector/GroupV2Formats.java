package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.session4j.conformance.operation.Inputs;
import org.session4j.conformance.operation.NotRunnableException;

/**
 * The {@code groups-v2-*} files: lists of cases beside the group that they are about. A case that says {@code expected}
 * with anything that does not begin with {@code accept} must be refused.
 */
final class GroupV2Formats {

    private static final String GROUP = "group";
    private static final String NEGATIVE = "negative";
    private static final String MESSAGES = "messages";

    private static final Predicate<Inputs> ACCEPTED =
            vector -> vector.optionalText("expected").orElse("accept").startsWith("accept");

    private GroupV2Formats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("groups-v2-keys", keys());
        formats.put(
                "groups-v2-keys-dump",
                family("groups-v2-keys-dump").header("group_seed").section("dumps", "load", "text", "dump"));
        formats.put("groups-v2-message", message());
        formats.put(
                "groups-v2-multi-encrypt",
                family("groups-v2-multi-encrypt")
                        .header(GROUP)
                        .section("multi", "encrypt", "ciphertexts", "encoded")
                        .section("kicked", "kick", "encoded"));
        formats.put(
                "groups-v2-subaccount",
                family("groups-v2-subaccount")
                        .header(GROUP)
                        .section(
                                "cases",
                                "authenticate",
                                "session_id",
                                "ed25519_sign_bit",
                                "blind_factor",
                                "signing_value",
                                "token",
                                "subaccount",
                                "subaccount_sig",
                                "signature"));
        formats.put(
                "groups-v2-control",
                family("groups-v2-control")
                        .header(GROUP)
                        .section("signed", "sign", "signature", "group_update_message", "content")
                        .section("unsigned", "write", "group_update_message", "content"));
        return formats;
    }

    private static VectorFormat keys() {
        return family("groups-v2-keys")
                .header(GROUP)
                .section("users", "user", "session_id")
                .section(
                        "rekey",
                        "rekey",
                        "h2",
                        "h1",
                        "key",
                        "nonce",
                        "admin_entry",
                        "entry_count",
                        "first_entry",
                        "last_entry",
                        "message")
                .section("supplement", "supplement", "inner", "nonce", "message")
                .refusing(NEGATIVE, ACCEPTED.negate(), "load")
                .section(NEGATIVE, ACCEPTED, "load", "message");
    }

    /** What is refused is tried with every key of the file. */
    private static VectorFormat message() {
        SectionedFormat format = family("groups-v2-message")
                .header(GROUP, "group_keys")
                .section(MESSAGES, ACCEPTED, "encrypt", "compressed", "encoded_dict", "ciphertext")
                .section(MESSAGES, ACCEPTED, "decrypt", "author_session_id", "plaintext")
                .refusing(MESSAGES, ACCEPTED.negate(), "decrypt")
                .refusing(NEGATIVE, ACCEPTED.negate(), "decrypt")
                .section(NEGATIVE, ACCEPTED, "decrypt", "ciphertext");
        return file -> {
            if (!(file instanceof ObjectNode object)) {
                throw new NotRunnableException("not an object with lists of cases");
            }
            ObjectNode extended = object.deepCopy();
            ArrayNode keys = extended.putArray("group_keys");
            for (JsonNode vector : object.path(MESSAGES)) {
                keys.add(vector.path("group_key"));
            }
            return format.cases(extended);
        };
    }
}
