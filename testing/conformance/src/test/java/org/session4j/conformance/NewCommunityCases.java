package org.session4j.conformance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.session4j.protocol.Account;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.blinding.BlindedKeyPair;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Random requests about blinded ids, communities and push notifications, each with its {@code op}. */
final class NewCommunityCases {

    private static final int CASES = 12;

    private final Random random;
    private final Crypto crypto = Crypto.named("bouncycastle");

    NewCommunityCases(Random random) {
        this.random = random;
    }

    Map<String, List<ObjectNode>> byFamily() {
        Map<String, List<ObjectNode>> families = new LinkedHashMap<>();
        add(families, "blinding-ids", "ids", i -> seeded());
        add(
                families,
                "blinding-version07",
                "sign",
                i -> seeded().put("timestamp", 1_700_000_000L + i)
                        .put("method", i % 2 == 0 ? "GET" : "POST")
                        .put("path", "/session_version?platform=" + i));
        add(
                families,
                "blinding-dm",
                "encrypt",
                i -> object().put("type", i % 2 == 0 ? "15" : "25")
                        .put("server_pubkey", key())
                        .put("sender_seed", hex(32))
                        .put("recipient_seed", hex(32))
                        .put("message", hex(random.nextInt(500)))
                        .put("nonce", hex(24)));
        add(families, "sogs-auth", "sign", this::request);
        add(families, "sogs-message-padding", "pad", i -> object().put("content", hex(random.nextInt(700))));
        add(families, "push-subscribe", "sign", i -> {
            ObjectNode request = seeded().put("sig_ts", 1_700_000_000L + i).put("data", random.nextBoolean());
            request.putArray("namespaces").add(-i).add(i + 1);
            return request;
        });
        return families;
    }

    private void add(
            Map<String, List<ObjectNode>> families, String family, String operation, IntFunction<ObjectNode> make) {
        List<ObjectNode> requests = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            requests.add(make.apply(i).put("op", family + "/" + operation));
        }
        families.put(family, requests);
    }

    private ObjectNode request(int i) {
        ObjectNode request = seeded().put("nonce", hex(16))
                .put("timestamp", 1_700_000_000L + i)
                .put("method", i % 2 == 0 ? "GET" : "PUT")
                .put("path_signed", "/room/r" + i + "/🍍 100%" + (i % 3 == 0 ? "?limit=" + i + "&x=%20" : ""));
        return i % 2 == 0 ? request : request.put("body", hex(random.nextInt(200)));
    }

    /** What the core library can do, one of each. */
    List<ObjectNode> recorded(int i) {
        Account account = Account.ofSeed(bytes(32), crypto);
        String secretKey = Hex.format(account.ed25519KeyPair().secretKey().exposeSecretBytes());
        String user = account.sessionId().toString();
        String server = key();
        X25519PublicKey serverKey = X25519PublicKey.of(fromHex(server));
        Ed25519KeyPair peer = Ed25519KeyPair.ofSeed(bytes(32), crypto);
        SessionId recipient = (i % 2 == 0
                        ? BlindedKeyPair.blind15(peer, serverKey, crypto)
                        : BlindedKeyPair.blind25(peer, serverKey, crypto))
                .id();
        String message = hex(random.nextInt(400));
        List<ObjectNode> requests = new ArrayList<>();
        for (String kind : List.of("blind15", "blind25")) {
            requests.add(on(kind + "_factor", server).put("session_id", user));
            requests.add(on(kind + "_id", server).put("session_id", user));
            requests.add(on(kind + "_id", server)
                    .put("ed25519_pk", account.ed25519PublicKey().toString()));
            requests.add(on(kind + "_key_pair", server).put("sk", secretKey));
            requests.add(on(kind + "_sign", server).put("sk", secretKey).put("msg", message));
        }
        requests.add(operation("blind_version_key_pair").put("sk", secretKey));
        requests.add(operation("blind_version_sign_request")
                .put("sk", secretKey)
                .put("timestamp", i)
                .put("method", "POST")
                .put("path", "/" + i)
                .put("body", message));
        requests.add(on("session_id_matches_blinded_id", server)
                .put("session_id", user)
                .put("blinded_id", recipient.toString()));
        requests.add(on("encrypt_for_blinded_recipient", server)
                .put("sk", secretKey)
                .put("recipient_blinded_id", recipient.toString())
                .put("msg", message));
        requests.add(on("encode_for_community_inbox", server)
                .put("sk", secretKey)
                .put("recipient_blinded_id", recipient.toString())
                .put("content", message));
        return requests;
    }

    private static ObjectNode on(String operation, String server) {
        return operation(operation).put("server_pk", server);
    }

    private static ObjectNode operation(String operation) {
        return object().put("op", operation);
    }

    private ObjectNode seeded() {
        return object().put("seed", hex(32)).put("server_pubkey", key());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A public key of a server. */
    private String key() {
        return Hex.format(crypto.x25519Base(bytes(32)));
    }

    private String hex(int length) {
        return Hex.format(bytes(length));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] fromHex(String hex) {
        try {
            return Hex.parse(hex);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
