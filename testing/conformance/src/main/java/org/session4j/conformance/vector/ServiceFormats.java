package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.session4j.conformance.operation.Inputs;

/**
 * The {@code attachments-*} and {@code ons-*} files: {@code {description, notes, vectors: [...]}}. A case that says
 * {@code expect} with {@code reject} must be refused.
 */
final class ServiceFormats {

    private static final String VECTORS = "vectors";

    private static final Predicate<Inputs> REJECTED =
            vector -> vector.optionalText("expect").orElse("").startsWith("reject");

    /** Of large files there are only hashes. */
    private static final Predicate<Inputs> WHOLE = vector -> vector.has("ciphertext_base64");

    private ServiceFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("attachments-deterministic", deterministic());
        formats.put(
                "attachments-deterministic-bad",
                family("attachments-deterministic-bad")
                        .refusing(VECTORS, REJECTED, "decrypt")
                        .section(VECTORS, REJECTED.negate(), "decrypt", "plaintext", "plaintext_length"));
        formats.put(
                "attachments-sizes",
                family("attachments-sizes").section(VECTORS, "size", "padding", "encrypted_length"));
        formats.put("attachments-legacy", legacy());
        formats.put(
                "attachments-legacy-sizes", family("attachments-legacy-sizes").section(VECTORS, "size", "padded"));
        formats.put("attachments-profile-pic-gcm", picture());
        formats.put("attachments-file-id", family("attachments-file-id").section(VECTORS, "id", "file_id"));
        formats.put("attachments-url-build", family("attachments-url-build").section(VECTORS, "build", "url"));
        formats.put("attachments-url-parse", url());
        formats.put("ons-names", family("ons-names").section(VECTORS, "name", "valid"));
        formats.put(
                "ons-resolve",
                family("ons-resolve")
                        .section(VECTORS, "resolve", "lowercase", "name_hash_base64", "key", "session_id"));
        formats.put(
                "ons-resolve-old",
                family("ons-resolve-old")
                        .section(
                                VECTORS,
                                "resolve",
                                "lowercase",
                                "name_hash_base64",
                                "argon2id",
                                "key",
                                "nonce",
                                "session_id"));
        return formats;
    }

    private static VectorFormat deterministic() {
        return family("attachments-deterministic")
                .section(
                        VECTORS,
                        "encrypt",
                        "padding",
                        "encrypted_length",
                        "key",
                        "header_nonce",
                        "ciphertext_sha256",
                        "ciphertext_first_80",
                        "ciphertext_last_48",
                        "ciphertext_base64")
                .section(VECTORS, WHOLE, "decrypt", "plaintext", "plaintext_length");
    }

    private static VectorFormat legacy() {
        return family("attachments-legacy")
                .section(
                        VECTORS,
                        "encrypt",
                        "padded_length",
                        "encrypted_length",
                        "digest",
                        "ciphertext_sha256",
                        "ciphertext_base64")
                .section(VECTORS, WHOLE, "decrypt", "padded_length");
    }

    private static VectorFormat picture() {
        return family("attachments-profile-pic-gcm")
                .section(VECTORS, "encrypt", "encrypted_length", "sha256", "ciphertext_base64")
                .section(VECTORS, WHOLE, "decrypt", "plaintext_length", "plaintext");
    }

    private static VectorFormat url() {
        return family("attachments-url-parse")
                .refusing(VECTORS, REJECTED, "parse")
                .section(
                        VECTORS,
                        REJECTED.negate(),
                        "parse",
                        "scheme",
                        "host",
                        "port",
                        "file_id",
                        "pubkey",
                        "deterministic");
    }
}
