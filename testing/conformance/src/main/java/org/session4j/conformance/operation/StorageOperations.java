package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.session4j.conformance.Json;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.PollRequest;
import org.session4j.swarm.wire.DeleteAllRequest;
import org.session4j.swarm.wire.OnsRecord;
import org.session4j.swarm.wire.SignedText;

/** What storage servers are asked: {@code swarm-poll}, {@code swarm-delete-all}, {@code swarm-ons}, message hashes. */
final class StorageOperations {

    private static final int KEY_LENGTH = 32;

    private StorageOperations() {}

    static void addTo(Operations operations) {
        operations.add("swarm-poll/max-size", StorageOperations::maxSize);
        operations.add("swarm-poll/request", StorageOperations::poll);
        operations.add("swarm-delete-all/sign", StorageOperations::deleteAll);
        operations.add("swarm-ons/name", StorageOperations::onsName);
        operations.add("swarm-ons/resolve", StorageOperations::resolve);
        operations.add("compute_message_hash", StorageOperations::messageHash);
    }

    /** An account that keeps what it signs, as {@code {"message": text, "signature": base64}}. */
    private static final class SigningAccount {

        final ArrayNode signed = JsonNodeFactory.instance.arrayNode();
        final SessionId id;
        final Credentials credentials;

        SigningAccount(byte[] seed, Crypto crypto) {
            Ed25519KeyPair key = Ed25519KeyPair.ofSeed(seed, crypto);
            id = SessionId.of(key.toX25519().publicKey());
            credentials = new Credentials.User(id, key.publicKey(), message -> {
                byte[] signature = key.sign(message);
                signed.addObject()
                        .put("message", new String(message, StandardCharsets.UTF_8))
                        .put("signature", Base64.getEncoder().encodeToString(signature));
                return signature;
            });
        }
    }

    private static Answer maxSize(Call call) {
        ObjectNode sizes = JsonNodeFactory.instance.objectNode();
        PollRequest.maxSizes(namespaces(call.in()))
                .forEach((namespace, size) -> sizes.put(String.valueOf(namespace.number()), size));
        return Answer.empty().put("max_size", sizes);
    }

    private static Answer poll(Call call) throws SessionException {
        Inputs in = call.in();
        SigningAccount account = new SigningAccount(in.bytes("ed25519_seed"), call.crypto());
        Map<Namespace, MessageHash> lastHashes = new HashMap<>();
        if (in.has("last_hashes")) {
            for (Iterator<Map.Entry<String, JsonNode>> all =
                            in.node("last_hashes").fields();
                    all.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = all.next();
                lastHashes.put(
                        namespace(entry.getKey()),
                        MessageHash.parse(entry.getValue().asText()));
            }
        }
        List<MessageHash> keep = new ArrayList<>();
        if (in.has("config_hashes")) {
            for (String hash : in.texts("config_hashes")) {
                keep.add(MessageHash.parse(hash));
            }
        }
        Instant keepUntil = in.has("new_expiry_ms") ? Instant.ofEpochMilli(in.integer("new_expiry_ms")) : null;
        String request = new PollRequest(account.credentials, namespaces(in), keep, keepUntil)
                .toBatch(lastHashes)
                .sign(Instant.ofEpochMilli(in.integer("timestamp_ms")))
                .json();
        return Answer.empty()
                .put("session_id", account.id.toString())
                .put("signed", account.signed)
                .put("request", Json.parse(request));
    }

    private static List<Namespace> namespaces(Inputs in) {
        List<Namespace> namespaces = new ArrayList<>();
        in.bigIntegers("namespaces").forEach(number -> namespaces.add(namespace(number.toString())));
        return namespaces;
    }

    private static Namespace namespace(String number) {
        if (!number.matches("-?[0-9]{1,5}")) {
            throw new NotRunnableException("no number of a namespace: " + number);
        }
        return Namespace.of(Integer.parseInt(number));
    }

    private static Answer deleteAll(Call call) throws SessionException {
        Inputs in = call.in();
        SigningAccount account = new SigningAccount(in.bytes("seed"), call.crypto());
        Instant timestamp = Instant.ofEpochMilli(in.integer("timestamp"));
        String request = DeleteAllRequest.of(account.credentials, NamespaceScope.all())
                .sign(timestamp)
                .json();
        Inputs signed = new Inputs((ObjectNode) account.signed.get(0));
        DoesNotOpenException.require(
                Json.parse(request)
                        .path("params")
                        .path("signature")
                        .equals(account.signed.get(0).get("signature")),
                "the request");

        List<String> deleted = new ArrayList<>();
        in.node("deleted").forEach(hashes -> hashes.forEach(hash -> deleted.add(hash.asText())));
        byte[] confirmed = SignedText.changedAll(account.id, timestamp, deleted);
        byte[] signature = Base64.getDecoder().decode(in.text("confirm_signature"));
        if (!call.crypto().ed25519Verify(signature, confirmed, in.bytes("snode_pubkey"))) {
            throw new SignatureException("the node's confirmation does not verify");
        }
        return Answer.empty()
                .put("pubkey", account.id.toString())
                .put("request_message", signed.text("message"))
                .put("request_signature", signed.text("signature"))
                .put("confirm_message", new String(confirmed, StandardCharsets.UTF_8));
    }

    private static Answer onsName(Call call) throws SessionException {
        OnsName name = OnsName.parse(call.in().text("name"));
        return Answer.empty()
                .put("valid", name.toString().equalsIgnoreCase(call.in().text("name")));
    }

    private static Answer resolve(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        OnsName name = OnsName.parse(in.text("name"));
        OnsRecord record = new OnsRecord(Bytes.of(in.bytes("encrypted_value")), Bytes.of(in.bytes("nonce")));
        Bytes hash = OnsRecord.nameHash(crypto, name);
        byte[] text = name.toString().getBytes(StandardCharsets.UTF_8);
        String request = OnsRecord.request(crypto, name).sign(Instant.EPOCH).json();
        return Answer.empty()
                .put("name_hash_hex", hash)
                .put("name_hash_base64", hash.toBase64())
                // The library keeps the key to itself; that it uses the same one shows in the id.
                .put("key", crypto.blake2b(KEY_LENGTH, hash.toByteArray(), null, text))
                .put("request", Json.parse(request))
                .put("session_id", record.open(crypto, name).toString());
    }

    private static Answer messageHash(Call call) throws SessionException {
        Inputs in = call.in();
        SessionId mailbox = SessionId.parse(in.text("pubkey_hex"));
        Bytes data = Bytes.of(base64(in.text("data_b64")));
        MessageHash hash =
                MessageHash.compute(call.crypto(), mailbox, Namespace.of(in.smallInteger("namespace")), data);
        return Answer.empty().put("hash", hash.toString());
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new NotRunnableException("not base64: " + e.getMessage());
        }
    }
}
