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
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.PollRequest;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.wire.DeleteAllRequest;
import org.session4j.swarm.wire.SignedRequest;
import org.session4j.swarm.wire.SignedText;
import org.session4j.swarm.wire.SwarmKeys;

/** What storage servers are asked: {@code swarm-poll}, {@code swarm-delete-all}, message hashes. */
final class StorageOperations {

    private StorageOperations() {}

    static void addTo(Operations operations) {
        operations.add("swarm-poll/max-size", StorageOperations::maxSize);
        operations.add("swarm-poll/request", StorageOperations::poll);
        operations.add("swarm-delete-all/sign", StorageOperations::deleteAll);
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

    static List<Namespace> namespaces(Inputs in) {
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
        SignedRequest<SwarmAnswer<List<MessageHash>>> request =
                DeleteAllRequest.of(account.credentials, NamespaceScope.all()).sign(timestamp);
        Inputs signed = new Inputs((ObjectNode) account.signed.get(0));
        DoesNotOpenException.require(
                Json.parse(request.json())
                        .path("params")
                        .path("signature")
                        .equals(account.signed.get(0).get("signature")),
                "the request");

        List<String> deleted = new ArrayList<>();
        in.node("deleted").forEach(hashes -> hashes.forEach(hash -> deleted.add(hash.asText())));
        byte[] confirmed = SignedText.changedAll(account.id, timestamp, deleted);
        byte[] signature = in.base64("confirm_signature");
        if (!call.crypto().ed25519Verify(signature, confirmed, in.bytes("snode_pubkey"))) {
            throw new SignatureException("the node's confirmation does not verify");
        }
        if (deleted.stream().allMatch(hash -> hash.length() == MessageHash.LENGTH)) {
            requireConfirmed(call, request);
        }
        return Answer.empty()
                .put("pubkey", account.id.toString())
                .put("request_message", signed.text("message"))
                .put("request_signature", signed.text("signature"))
                .put("confirm_message", new String(confirmed, StandardCharsets.UTF_8));
    }

    /** The reader of answers, which takes hashes of today's form only, comes to the same verdict. */
    private static void requireConfirmed(Call call, SignedRequest<SwarmAnswer<List<MessageHash>>> request)
            throws SessionException {
        Inputs in = call.in();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("swarm")
                .putObject(in.text("snode_pubkey"))
                .put("signature", in.text("confirm_signature"))
                .set("deleted", in.node("deleted"));
        Ed25519PublicKey member = Ed25519PublicKey.of(in.bytes("snode_pubkey"));
        SwarmKeys swarm = SwarmKeys.of(call.crypto(), List.of(member));
        if (request.decode(Bytes.utf8(answer.toString()), swarm)
                .confirmedBy(member)
                .isEmpty()) {
            throw new SignatureException("the node's confirmation is not taken");
        }
    }

    private static Answer messageHash(Call call) throws SessionException {
        Inputs in = call.in();
        SessionId mailbox = SessionId.parse(in.text("pubkey_hex"));
        Bytes data = Bytes.of(in.base64("data_b64"));
        MessageHash hash =
                MessageHash.compute(call.crypto(), mailbox, Namespace.of(in.smallInteger("namespace")), data);
        return Answer.empty().put("hash", hash.toString());
    }
}
