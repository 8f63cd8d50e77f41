package org.session4j.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;

/**
 * A service node with the part of the storage server's document that the tests need; its signed texts are put together
 * here by hand. What it does instead of answering honestly is its {@link Behaviour}.
 */
final class FakeNode {

    static final ObjectMapper JSON = new ObjectMapper();

    /** Stands in for what an honest node does. */
    @FunctionalInterface
    interface Behaviour {
        CompletableFuture<OnionResponse> answer(FakeNode node, JsonNode request) throws Exception;
    }

    record Stored(String hash, String data, long timestamp, long expiry) {}

    private static final Crypto CRYPTO = Crypto.get();

    final ServiceNode self;
    final Map<String, Map<String, Stored>> mailboxes = new LinkedHashMap<>();
    final List<String> methods = new ArrayList<>();
    List<FakeNode> swarm = List.of();
    Duration clockError = Duration.ZERO;
    Behaviour behaviour = (node, request) -> node.honest(request);

    private final byte[] secretKey;
    private final FakeTime time;

    FakeNode(ServiceNode self, byte[] secretKey, FakeTime time) {
        this.self = self;
        this.secretKey = secretKey;
        this.time = time;
    }

    CompletableFuture<OnionResponse> handle(Bytes payload) {
        try {
            JsonNode request = JSON.readTree(payload.toByteArray());
            methods.add(request.get("method").asText());
            return behaviour.answer(this, request);
        } catch (OnionException e) {
            CompletableFuture<OnionResponse> failed = new CompletableFuture<>();
            failed.completeExceptionally(e);
            return failed;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    CompletableFuture<OnionResponse> honest(JsonNode request) throws Exception {
        return answer(status(request), body(request));
    }

    static CompletableFuture<OnionResponse> answer(int status, JsonNode body) {
        String text = body.isTextual() ? body.textValue() : body.toString();
        return CompletableFuture.completedFuture(new OnionResponse(status, Map.of(), Bytes.utf8(text), List.of()));
    }

    static CompletableFuture<OnionResponse> text(int status, String text) {
        return answer(status, JSON.getNodeFactory().textNode(text));
    }

    private long now() {
        return time.trueTime().plus(clockError).toEpochMilli();
    }

    private int status(JsonNode request) {
        JsonNode params = request.get("params");
        String method = request.get("method").asText();
        if (method.equals("store") && params.get("timestamp").asLong() > now() + 10_000) {
            return 406;
        }
        boolean timed = method.equals("retrieve") || method.equals("delete_all") || method.equals("get_expiries");
        if (timed && Math.abs(params.get("timestamp").asLong() - now()) > 60_000) {
            return 406;
        }
        return signatureIsGood(method, params) ? 200 : 401;
    }

    private static String namespace(JsonNode params) {
        String namespace = params.path("namespace").asText("0");
        return namespace.equals("0") ? "" : namespace;
    }

    private static String joined(JsonNode list) {
        StringBuilder all = new StringBuilder();
        list.forEach(item -> all.append(item.asText()));
        return all.toString();
    }

    private static boolean signatureIsGood(String method, JsonNode params) {
        String text = switch (method) {
            case "retrieve" -> "retrieve" + namespace(params) + params.get("timestamp");
            case "delete" -> "delete" + joined(params.get("messages"));
            case "delete_all" -> "delete_all" + namespace(params) + params.get("timestamp");
            case "delete_before" -> "delete_before" + namespace(params) + params.get("before");
            case "expire" ->
                "expire" + (params.has("extend") ? "extend" : "")
                        + (params.has("shorten") ? "shorten" : "") + params.get("expiry")
                        + joined(params.get("messages"));
            case "expire_all" -> "expire_all" + namespace(params) + params.get("expiry");
            case "get_expiries" -> "get_expiries" + params.get("timestamp") + joined(params.get("messages"));
            default -> "";
        };
        return text.isEmpty()
                || CRYPTO.ed25519Verify(
                        Base64.getDecoder().decode(params.get("signature").asText()),
                        text.getBytes(StandardCharsets.UTF_8),
                        unhex(params.get("pubkey_ed25519").asText()));
    }

    private JsonNode body(JsonNode request) throws Exception {
        JsonNode params = request.get("params");
        ObjectNode body = JSON.createObjectNode();
        body.put("t", now());
        body.putArray("hf").add(19).add(4);
        int status = status(request);
        if (status != 200) {
            return JSON.getNodeFactory().textNode("refused with " + status);
        }
        switch (request.get("method").asText()) {
            case "info" ->
                body.put("timestamp", now()).putArray("version").add(2).add(8).add(0);
            case "get_swarm" -> body.setAll(swarmObject(swarm));
            case "retrieve" -> retrieve(params, body);
            case "batch", "sequence" -> batch(params, body);
            case "get_expiries" -> getExpiries(params, body);
            default -> {
                ObjectNode entries = body.putObject("swarm");
                for (FakeNode member : swarm) {
                    entries.set(member.self.ed25519().toString(), member.entry(request));
                }
            }
        }
        return body;
    }

    static ObjectNode swarmObject(List<FakeNode> members) {
        ObjectNode object = JSON.createObjectNode();
        ArrayNode snodes = object.putArray("snodes");
        for (FakeNode member : members) {
            snodes.addObject()
                    .put("pubkey_ed25519", member.self.ed25519().toString())
                    .put("ip", "203.0.113.9");
        }
        return object.put("swarm", "1");
    }

    private Map<String, Stored> mailbox(JsonNode params) {
        return mailboxes.computeIfAbsent(
                params.get("pubkey").asText() + "/" + params.path("namespace").asText("0"),
                key -> new LinkedHashMap<>());
    }

    /** What this node does and signs when it, or another member, was asked. */
    ObjectNode entry(JsonNode request) {
        JsonNode params = request.get("params");
        String account = params.get("pubkey").asText();
        ObjectNode entry = JSON.createObjectNode();
        String signed;
        switch (request.get("method").asText()) {
            case "store" -> {
                Stored message = message(params);
                mailbox(params).putIfAbsent(message.hash(), message);
                entry.put("hash", message.hash()).put("expiry", message.expiry());
                signed = message.hash();
            }
            case "delete" -> {
                TreeSet<String> deleted = new TreeSet<>();
                for (JsonNode hash : params.get("messages")) {
                    mailboxes.values().forEach(box -> {
                        if (box.remove(hash.asText()) != null) {
                            deleted.add(hash.asText());
                        }
                    });
                }
                signed = account + joined(params.get("messages")) + list(entry.putArray("deleted"), deleted);
            }
            case "delete_all" -> {
                TreeSet<String> deleted = new TreeSet<>(mailbox(params).keySet());
                mailbox(params).clear();
                signed = account + params.get("timestamp") + list(entry.putArray("deleted"), deleted);
            }
            case "delete_before" -> {
                long before = params.get("before").asLong();
                TreeSet<String> deleted = new TreeSet<>();
                mailbox(params)
                        .values()
                        .removeIf(message -> message.timestamp() <= before && deleted.add(message.hash()));
                signed = account + before + list(entry.putArray("deleted"), deleted);
            }
            case "expire_all" -> {
                TreeSet<String> updated = new TreeSet<>(mailbox(params).keySet());
                signed = account + params.get("expiry") + list(entry.putArray("updated"), updated);
            }
            case "expire" -> {
                TreeSet<String> updated = new TreeSet<>();
                params.get("messages").forEach(hash -> updated.add(hash.asText()));
                String unchanged = updated.pollLast();
                entry.put("expiry", params.get("expiry").asLong());
                entry.putObject("unchanged").put(unchanged, 77L);
                signed = account
                        + params.get("expiry")
                        + joined(params.get("messages"))
                        + list(entry.putArray("updated"), updated)
                        + unchanged
                        + 77;
            }
            case "revoke_subaccount" -> signed = account + params.get("timestamp") + tokens(params.get("revoke"));
            case "unrevoke_subaccount" -> {
                entry.put("count", 1);
                signed = account + params.get("timestamp") + tokens(params.get("unrevoke"));
            }
            default -> throw new AssertionError("not in the fake: " + request.get("method"));
        }
        return entry.put("signature", sign(signed));
    }

    private static String tokens(JsonNode tokens) {
        StringBuilder all = new StringBuilder();
        tokens.forEach(token ->
                all.append(new String(Base64.getDecoder().decode(token.asText()), StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    private static String list(ArrayNode array, TreeSet<String> hashes) {
        hashes.forEach(array::add);
        return String.join("", hashes);
    }

    String sign(String text) {
        return Base64.getEncoder()
                .encodeToString(CRYPTO.ed25519Sign(text.getBytes(StandardCharsets.ISO_8859_1), secretKey));
    }

    static Stored message(JsonNode params) {
        String data = params.get("data").asText();
        byte[] hash = CRYPTO.blake2b(
                32,
                null,
                null,
                unhex(params.get("pubkey").asText()),
                namespace(params).getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(data));
        long timestamp = params.get("timestamp").asLong();
        return new Stored(
                Base64.getEncoder().withoutPadding().encodeToString(hash),
                data,
                timestamp,
                timestamp + params.path("ttl").asLong());
    }

    private void retrieve(JsonNode params, ObjectNode body) {
        List<Stored> all = new ArrayList<>(mailbox(params).values());
        String last = params.path("last_hash").asText("");
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).hash().equals(last)) {
                from = i + 1;
            }
        }
        ArrayNode messages = body.putArray("messages");
        for (Stored message : all.subList(from, all.size())) {
            messages.addObject()
                    .put("hash", message.hash())
                    .put("data", message.data())
                    .put("timestamp", message.timestamp())
                    .put("expiration", message.expiry());
        }
        body.put("more", false);
    }

    private void getExpiries(JsonNode params, ObjectNode body) {
        ObjectNode expiries = body.putObject("expiries");
        for (JsonNode hash : params.get("messages")) {
            mailboxes.values().stream()
                    .map(box -> box.get(hash.asText()))
                    .filter(message -> message != null)
                    .forEach(message -> expiries.put(message.hash(), message.expiry()));
        }
    }

    private void batch(JsonNode params, ObjectNode body) throws Exception {
        ArrayNode results = body.putArray("results");
        for (JsonNode request : params.get("requests")) {
            results.addObject().put("code", status(request)).set("body", body(request));
        }
    }

    private static byte[] unhex(String hex) {
        try {
            return Hex.parse(hex);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
