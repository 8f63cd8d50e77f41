package org.session4j.conformance.vector;

import static org.session4j.conformance.vector.SectionedFormat.family;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.session4j.conformance.operation.Inputs;

/** The {@code messages-*} files: {@code {description, cases: [...]}}. */
final class MessageFormats {

    private static final String CASES = "cases";

    private MessageFormats() {}

    static Map<String, VectorFormat> byFamily() {
        Map<String, VectorFormat> formats = new HashMap<>();
        formats.put("messages-account", account());
        formats.put("messages-ids", family("messages-ids").section(CASES, "parse", "valid"));
        formats.put("messages-mnemonic", mnemonic());
        formats.put("messages-padding", padding());
        formats.put("messages-content", content());
        formats.put("messages-v1", v1());
        formats.put("messages-v2", v2());
        formats.put("messages-devices", devices());
        formats.put("messages-xed25519", xed25519());
        return formats;
    }

    private static VectorFormat account() {
        return family("messages-account")
                .section(
                        CASES,
                        "keys",
                        "mnemonic",
                        "ed25519Seed",
                        "ed25519PublicKey",
                        "ed25519SecretKey",
                        "x25519SecretKey",
                        "x25519PublicKey",
                        "sessionId",
                        "ed25519PositiveAlternative",
                        "signBit",
                        "versionBlindedId07");
    }

    private static VectorFormat mnemonic() {
        return family("messages-mnemonic")
                .header("errors")
                .byOperation(
                        CASES,
                        Map.of("encode", Set.of("words"), "decode", Set.of("seed", "error", "strictAppsReject")));
    }

    private static VectorFormat padding() {
        return family("messages-padding")
                .byOperation(CASES, Map.of("pad", Set.of("paddedLength", "padded"), "unpad", Set.of("output")));
    }

    /** Read in both directions, but a case about unknown fields cannot be made from its tree. */
    private static VectorFormat content() {
        return family("messages-content")
                .section(CASES, "decode", "content")
                .section(CASES, MessageFormats::isEncodable, "encode", "bytes");
    }

    private static boolean isEncodable(Inputs vector) {
        return !vector.optionalText("name").orElse("").toLowerCase(Locale.ROOT).contains("unknown");
    }

    private static VectorFormat v1() {
        return family("messages-v1")
                .byOperation(
                        CASES,
                        Map.of(
                                "deterministic", Set.of("signedBlob", "ciphertext"),
                                "seal", Set.of("signedBlob", "ciphertext"),
                                "wire",
                                        Set.of(
                                                "senderSessionId",
                                                "paddedContent",
                                                "sealedContent",
                                                "proSig",
                                                "envelope",
                                                "webSocketMessage",
                                                "data"),
                                "open", Set.of("expect")));
    }

    /** Records of keys are verified, and made where the account's seed is there. */
    private static VectorFormat v2() {
        return family("messages-v2")
                .byOperation(
                        CASES,
                        Map.of(
                                "keys",
                                        Set.of(
                                                "x25519SecretKey",
                                                "x25519PublicKey",
                                                "mlkem768Seed",
                                                "mlkem768PublicKey",
                                                "mlkem768SecretKeySha256"),
                                "encryptPfs", Set.of("senderSessionId", "intermediate", "wire", "wireLength"),
                                "encryptNoPfs", Set.of("senderSessionId", "intermediate", "wire", "wireLength"),
                                "size", Set.of("innerLength", "wireLength"),
                                "decryptReject", Set.of("errorKind"),
                                "accountPubkeys", Set.of("messageLength", "valid")))
                .section(CASES, vector -> vector.has("accountKeySeed"), "publish", "sessionId", "message");
    }

    private static VectorFormat devices() {
        return family("messages-devices")
                .byOperation(
                        CASES,
                        Map.of(
                                "record", Set.of("digest8"),
                                "groupMessage",
                                        Set.of(
                                                "groupId",
                                                "groupCreatedUnixMinutes",
                                                "ephemeralPublicKey",
                                                "keyBase",
                                                "slots",
                                                "payload",
                                                "paddedPayloadLength",
                                                "kickedDeviceIds",
                                                "leftDeviceIds",
                                                "messageLength"),
                                "kicked", Set.of("entry"),
                                "linkRequest", Set.of("plaintext", "message", "sasSalt", "sasSeed", "sasIndices"),
                                "groupIdSas", Set.of("sasSeed", "sasIndices"),
                                "rotation", Set.of("u", "hash8", "rotateAtUnixApprox")));
    }

    /** Cases with the signer's seed are signed and verified, the others only verified. */
    private static VectorFormat xed25519() {
        return family("messages-xed25519")
                .whereAbsent("valid", BooleanNode.TRUE)
                .section(CASES, "verify", "valid")
                .section(
                        CASES,
                        vector -> vector.has("ed25519Seed"),
                        "sign",
                        "x25519SecretKey",
                        "x25519PublicKey",
                        "verifyKey",
                        "signature",
                        "deterministicPositiveAlternativeSignature");
    }
}
