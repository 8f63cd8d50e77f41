package org.session4j.conformance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.session4j.protocol.Hex;
import org.session4j.protocol.crypto.Crypto;

/** Random requests about files, names and deletions, each with its {@code op}. */
final class NewServiceCases {

    private static final int CASES = 12;

    /** Of the kind whose key takes a second to derive. */
    private static final int SLOW_CASES = 1;

    private final Random random;
    private final Crypto crypto;

    NewServiceCases(Random random, Crypto crypto) {
        this.random = random;
        this.crypto = crypto;
    }

    Map<String, List<ObjectNode>> byFamily() {
        Map<String, List<ObjectNode>> families = new LinkedHashMap<>();
        add(families, "attachments-deterministic", "encrypt", CASES, this::deterministic);
        add(
                families,
                "attachments-sizes",
                "size",
                CASES,
                i -> object().put("plaintext_length", random.nextInt(30_000_000)));
        add(
                families,
                "attachments-legacy",
                "encrypt",
                CASES,
                i -> content(i).put("key", hex(64)).put("iv", hex(16)));
        add(families, "attachments-legacy-sizes", "size", CASES, i -> object().put("size", random.nextInt(10_000_000)));
        add(
                families,
                "attachments-profile-pic-gcm",
                "encrypt",
                CASES,
                i -> content(i).put("key", hex(32)).put("iv", hex(12)));
        add(families, "attachments-file-id", "id", CASES, i -> object().put("body", hex(random.nextInt(500))));
        add(families, "attachments-url-build", "build", CASES, this::urlParts);
        add(families, "attachments-url-parse", "parse", CASES, i -> object().put("url", url(i)));
        add(
                families,
                "ons-names",
                "name",
                CASES,
                i -> object().put("name", i % 3 == 0 ? "-" + name() : i % 3 == 1 ? name() + "." + name() : name()));
        add(families, "ons-resolve", "resolve", CASES, i -> name(i));
        add(families, "ons-resolve-old", "resolve", SLOW_CASES, i -> oldName());
        add(families, "swarm-delete-all", "sign", CASES, this::deletion);
        return families;
    }

    private static void add(
            Map<String, List<ObjectNode>> families,
            String family,
            String operation,
            int count,
            IntFunction<ObjectNode> make) {
        List<ObjectNode> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(make.apply(i).put("op", family + "/" + operation));
        }
        families.put(family, requests);
    }

    private ObjectNode deterministic(int i) {
        return content(i)
                .put("seed", hex(32))
                .put("derivation", i % 2 == 0 ? "A" : "B")
                .put("domain", i % 3 == 0 ? "profile_pic" : "attachment");
    }

    /** By the formula or in hex. */
    private ObjectNode content(int i) {
        int length = random.nextInt(i % 3 == 0 ? 100_000 : 1_000);
        ObjectNode content = object().put("plaintext_length", length);
        return i % 2 == 0
                ? content.put("plaintext_formula", "byte[i] = (i*7) mod 256")
                : content.put("plaintext", hex(length));
    }

    private ObjectNode urlParts(int i) {
        ObjectNode parts = object().put("file_id", name())
                .put("scheme", i % 2 == 0 ? "http" : "https")
                .put("host", name().replace('_', 'x') + ".example")
                .put("deterministic", random.nextBoolean());
        if (i % 3 > 0) {
            parts.put("port", 1 + random.nextInt(65_535));
        }
        return i % 4 > 0 ? parts.put("pubkey", hex(32)) : parts;
    }

    private String url(int i) {
        String port = i % 3 > 0 ? ":" + (1 + random.nextInt(65_535)) : "";
        String key = i % 4 > 0 ? "p=" + hex(32) : "x=1";
        return (i % 2 == 0 ? "http" : "https") + "://" + name().replace('_', 'x') + ".example" + port + "/file/"
                + name() + (i % 5 == 0 ? "/?q" : "") + "#" + (random.nextBoolean() ? "d&" : "") + key;
    }

    private String name() {
        return "n" + Long.toString(random.nextLong() >>> 1, 36) + "_x";
    }

    private ObjectNode name(int i) {
        String name = name();
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        byte[] hash = crypto.blake2b(32, null, null, text);
        byte[] nonce = bytes(24);
        byte[] value = crypto.xchacha20Poly1305Encrypt(account(), nonce, crypto.blake2b(32, hash, null, text));
        return object().put("name", i % 2 == 0 ? name.replace('n', 'N') : name)
                .put("encrypted_value", Hex.format(value))
                .put("nonce", Hex.format(nonce));
    }

    private ObjectNode oldName() {
        String name = name();
        byte[] key = crypto.pwhashArgon2id(32, name.getBytes(StandardCharsets.US_ASCII), new byte[16], 3, 256 * 1024);
        return object().put("name", name)
                .put("encrypted_value", Hex.format(crypto.secretboxEasy(account(), new byte[24], key)));
    }

    private byte[] account() {
        byte[] account = bytes(33);
        account[0] = 5;
        return account;
    }

    private ObjectNode deletion(int i) {
        byte[] seed = bytes(32);
        long timestamp = 1_700_000_000_000L + random.nextInt(1_000_000);
        ObjectNode request = object().put("seed", Hex.format(seed)).put("timestamp", timestamp);
        ObjectNode deleted = request.putObject("deleted");
        List<String> hashes = new ArrayList<>();
        for (int namespace = 0; namespace < i % 4; namespace++) {
            var list = deleted.putArray(String.valueOf(namespace - 2));
            for (int hash = 0; hash < 3; hash++) {
                hashes.add(Base64.getEncoder().withoutPadding().encodeToString(bytes(32)));
                list.add(hashes.get(hashes.size() - 1));
            }
        }
        hashes.sort(null);
        byte[] x25519 = crypto.x25519Base(crypto.ed25519SeedToX25519(seed));
        String confirmed = "05" + Hex.format(x25519) + timestamp + String.join("", hashes);
        byte[] node = crypto.ed25519SeedKeypair(bytes(32));
        byte[] signature = crypto.ed25519Sign(confirmed.getBytes(StandardCharsets.US_ASCII), node);
        return request.put("snode_pubkey", Hex.format(Arrays.copyOfRange(node, 32, 64)))
                .put("confirm_signature", Base64.getEncoder().encodeToString(signature));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String hex(int length) {
        return Hex.format(bytes(length));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
