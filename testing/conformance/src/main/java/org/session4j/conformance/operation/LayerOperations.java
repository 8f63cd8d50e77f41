package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.session4j.conformance.Json;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.OnionFrame;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Single onion layers and frames: {@code onion-frame}, {@code onion-hop}, {@code hop_encrypt}, {@code hop_decrypt}. */
final class LayerOperations {

    private LayerOperations() {}

    static void addTo(Operations operations) {
        operations.add("onion-frame/encode", LayerOperations::encodeFrame);
        operations.add("onion-frame/decode", LayerOperations::decodeFrame);
        operations.add("onion-hop/seal", LayerOperations::seal);
        operations.add("onion-hop/open", LayerOperations::open);
        operations.add("onion-hop/x25519", LayerOperations::onionKey);
        operations.add("hop_encrypt", LayerOperations::hopEncrypt, LayerOperations::openHop);
        operations.add("hop_decrypt", LayerOperations::hopDecrypt);
    }

    private static Answer encodeFrame(Call call) {
        byte[] frame =
                OnionFrame.encode(call.in().bytes("ciphertext"), call.in().text("json"));
        return Answer.empty().put("frame", frame);
    }

    private static Answer decodeFrame(Call call) throws SessionException {
        OnionFrame frame = OnionFrame.decode(call.in().bytes("frame"));
        return Answer.empty().put("ciphertext", frame.blob()).put("json", Json.parse(frame.json()));
    }

    /** Who encrypts is the {@code direction}: the client a request, the node a reply. */
    private static Answer seal(Call call) throws SessionException {
        Inputs in = call.in();
        FreshKey client = FreshKey.of(call.crypto(), in.bytes("client_seckey"));
        X25519PublicKey node = in.has("node_ed25519_pubkey")
                ? deriveOnionKey(call.crypto(), in.bytes("node_ed25519_pubkey"))
                : X25519PublicKey.of(in.bytes("node_x25519_pubkey"));
        OnionCipher cipher = OnionCipher.parse(in.text("cipher"));
        LayerCipher layer = switch (in.text("direction")) {
            case "request" -> LayerCipher.forClient(call.crypto(), cipher, client.secret(), client.key(), node);
            case "reply" ->
                LayerCipher.forNode(call.crypto(), cipher, in.bytes("node_x25519_seckey"), node, client.key());
            default -> throw new NotRunnableException("unknown direction " + in.text("direction"));
        };
        RecordedRandom random = RecordedRandom.of(in.bytes("nonce"));
        byte[] ciphertext = layer.encrypt(in.bytes("plaintext"), random);
        random.requireExhausted();
        return withKeys(call, cipher, client.secret(), client.key(), node)
                .put("client_pubkey", client.key().toByteArray())
                .put("node_x25519_pubkey", node.toByteArray())
                .put("ciphertext", ciphertext);
    }

    /** Opened by the one who did not encrypt: the node, unless it is a reply. */
    private static Answer open(Call call) throws SessionException {
        Inputs in = call.in();
        X25519PublicKey client = X25519PublicKey.of(in.bytes("client_pubkey"));
        X25519PublicKey node = X25519PublicKey.of(in.bytes("node_x25519_pubkey"));
        OnionCipher cipher = OnionCipher.parse(in.text("cipher"));
        boolean asClient = in.optionalText("direction").orElse("request").equals("reply");
        byte[] secret = in.bytes(asClient ? "client_seckey" : "node_x25519_seckey");
        LayerCipher layer = asClient
                ? LayerCipher.forClient(call.crypto(), cipher, secret, client, node)
                : LayerCipher.forNode(call.crypto(), cipher, secret, node, client);
        byte[] plaintext = layer.decrypt(in.bytes("ciphertext"));
        byte[] shared = call.crypto().x25519(secret, (asClient ? node : client).toByteArray());
        return Answer.empty()
                .put("shared_secret", shared)
                .put("key", layerKey(call.crypto(), cipher, shared, client, node))
                .put("plaintext", plaintext);
    }

    private static Answer onionKey(Call call) throws MalformedDataException {
        X25519PublicKey key = deriveOnionKey(call.crypto(), call.in().bytes("ed25519_pubkey"));
        return Answer.empty().put("x25519_pubkey", key.toByteArray());
    }

    private static X25519PublicKey deriveOnionKey(Crypto crypto, byte[] identity) throws MalformedDataException {
        return new ServiceNodeKeys(crypto)
                .derive(Ed25519PublicKey.of(identity))
                .orElseThrow(() -> new MalformedDataException("the node has no onion key"));
    }

    private static Answer hopEncrypt(Call call) throws SessionException {
        byte[] ciphertext =
                hopCipher(call.in(), call.crypto()).encrypt(call.in().bytes("data"), call.random());
        return Answer.empty().put("ciphertext", ciphertext);
    }

    private static Answer hopDecrypt(Call call) throws SessionException {
        byte[] plaintext = hopCipher(call.in(), call.crypto()).decrypt(call.in().bytes("data"));
        return Answer.empty().put("plaintext", plaintext);
    }

    /** The remote side's secret key is unknown, so the same data goes to a remote side of our own. */
    private static void openHop(Call call, Answer answer) throws SessionException {
        FreshKey remote = FreshKey.generate(call.crypto());
        ObjectNode there = call.in().copy();
        there.put("remote_pk", remote.key().toString());
        byte[] ciphertext = hopEncrypt(call.with(there)).bytes("ciphertext");
        ObjectNode back = call.in().copy();
        back.put("server", !call.in().flag("server"));
        back.put("x25519_sk", Hex.format(remote.secret()));
        back.put("x25519_pk", remote.key().toString());
        back.put("remote_pk", call.in().text("x25519_pk"));
        back.put("data", Hex.format(ciphertext));
        DoesNotOpenException.require(
                Arrays.equals(
                                hopDecrypt(call.with(back)).bytes("plaintext"),
                                call.in().bytes("data"))
                        && ciphertext.length == answer.bytes("ciphertext").length,
                "the layer");
    }

    /** The side that {@code server} says: the node's or the client's. */
    private static LayerCipher hopCipher(Inputs in, Crypto crypto) throws SessionException {
        OnionCipher cipher = OnionCipher.parse(in.text("enc_type"));
        byte[] secret = in.bytes("x25519_sk");
        X25519PublicKey own = X25519PublicKey.of(in.bytes("x25519_pk"));
        X25519PublicKey remote = X25519PublicKey.of(in.bytes("remote_pk"));
        return in.flag("server")
                ? LayerCipher.forNode(crypto, cipher, secret, own, remote)
                : LayerCipher.forClient(crypto, cipher, secret, own, remote);
    }

    private static Answer withKeys(
            Call call, OnionCipher cipher, byte[] clientSecret, X25519PublicKey client, X25519PublicKey node)
            throws SessionException {
        byte[] shared = call.crypto().x25519(clientSecret, node.toByteArray());
        return Answer.empty()
                .put("shared_secret", shared)
                .put("key", layerKey(call.crypto(), cipher, shared, client, node));
    }

    /**
     * The key of a layer, which the library keeps to itself. Vectors list it as an intermediate value, so it is made
     * here from the primitives (network: layer encryption); that the library uses the same one shows in the ciphertext.
     */
    static byte[] layerKey(
            Crypto crypto, OnionCipher cipher, byte[] shared, X25519PublicKey client, X25519PublicKey node) {
        if (cipher == OnionCipher.XCHACHA20) {
            return crypto.blake2b(Crypto.KEY, null, null, shared, client.toByteArray(), node.toByteArray());
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[] {'L', 'O', 'K', 'I'}, "HmacSHA256"));
            return mac.doFinal(shared);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
