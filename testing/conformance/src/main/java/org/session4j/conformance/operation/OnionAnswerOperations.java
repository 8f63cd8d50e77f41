package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.conformance.Json;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.NodeAnswer;
import org.session4j.onion.wire.OnionAnswer;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.PathError;
import org.session4j.onion.wire.ServerUrl;
import org.session4j.onion.wire.V4Frame;
import org.session4j.onion.wire.V4Request;
import org.session4j.onion.wire.V4Response;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** What comes back, and the v4 form: {@code onion-response}, {@code onion-error}, {@code onion-v4}. */
final class OnionAnswerOperations {

    private OnionAnswerOperations() {}

    static void addTo(Operations operations) {
        operations.add("onion-response/open", OnionAnswerOperations::open);
        operations.add("onion_decrypt_response", OnionAnswerOperations::decryptResponse);
        operations.add("onion-error/classify", OnionAnswerOperations::classify);
        operations.add("onion-v4/encode-request", OnionAnswerOperations::encodeRequest);
        operations.add("onion-v4/decode-request", OnionAnswerOperations::decodeRequest);
        operations.add("onion-v4/decode-response", OnionAnswerOperations::decodeResponse);
        operations.add("parse_url", OnionAnswerOperations::parseUrl);
    }

    private static Answer open(Call call) throws SessionException {
        Inputs in = call.in();
        if (in.smallInteger("http_status") != 200) {
            throw new MalformedDataException("only an answer with status 200 is opened");
        }
        FreshKey client = FreshKey.of(call.crypto(), in.bytes("ephemeral_seckey"));
        X25519PublicKey destination = X25519PublicKey.of(in.bytes("destination_x25519_pubkey"));
        OnionCipher cipher = OnionCipher.parse(in.text("cipher"));
        LayerCipher layer = LayerCipher.forClient(call.crypto(), cipher, client.secret(), client.key(), destination);
        byte[] body = in.bytes("http_body");
        boolean fromServer = isServer(in);
        OnionAnswer opened = fromServer ? V4Response.open(body, layer) : NodeAnswer.open(body, layer, !isRaw(in));
        byte[] shared = call.crypto().x25519(client.secret(), destination.toByteArray());
        Answer answer = Answer.empty()
                .put("ephemeral_pubkey", client.key().toByteArray())
                .put("key", LayerOperations.layerKey(call.crypto(), cipher, shared, client.key(), destination))
                .put("status", opened.status())
                .put("headers", headers(opened.headers()));
        if (in.has("encoding")) {
            answer.put("inner", layer.decrypt(ciphertext(in.text("encoding"), body)));
        }
        return fromServer ? answer.put("body_hex", opened.body()) : putBody(in, answer, opened.body());
    }

    private static boolean isServer(Inputs in) {
        return switch (in.text("destination_type")) {
            case "server" -> true;
            case "snode" -> false;
            default -> throw new NotRunnableException("unknown destination type " + in.text("destination_type"));
        };
    }

    private static Answer putBody(Inputs in, Answer answer, @Nullable Bytes body) {
        String text = body == null ? null : new String(body.toByteArray(), StandardCharsets.UTF_8);
        return text != null && in.optionalFlag("body_is_json_object")
                ? answer.put("body", Json.parse(text))
                : answer.put("body", text);
    }

    /** Whether the request asked a node for the ciphertext as it is. */
    private static boolean isRaw(Inputs in) {
        return in.has("request_control")
                && Json.parse(in.text("request_control"))
                        .path("base64")
                        .equals(JsonNodeFactory.instance.booleanNode(false));
    }

    private static byte[] ciphertext(String encoding, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return switch (encoding) {
            case "raw" -> body;
            case "base64" -> Base64.getDecoder().decode(text);
            case "result" ->
                Base64.getDecoder().decode(Json.parse(text).path("result").asText());
            default -> throw new NotRunnableException("unknown encoding " + encoding);
        };
    }

    /**
     * The core library's client, which tries AES-GCM where XChaCha20 does not open the answer. Ours does so nowhere
     * (network: layer encryption), so the second try stands here.
     */
    private static Answer decryptResponse(Call call) throws SessionException {
        Inputs in = call.in();
        OnionCipher cipher = OnionCipher.parse(in.text("enc_type"));
        try {
            return Answer.empty().put("plaintext", decryptResponse(call, cipher));
        } catch (DecryptionException e) {
            if (cipher == OnionCipher.AES_GCM) {
                throw e;
            }
            return Answer.empty().put("plaintext", decryptResponse(call, OnionCipher.AES_GCM));
        }
    }

    private static byte[] decryptResponse(Call call, OnionCipher cipher) throws SessionException {
        Inputs in = call.in();
        return LayerCipher.forClient(
                        call.crypto(),
                        cipher,
                        in.bytes("x25519_sk"),
                        X25519PublicKey.of(in.bytes("x25519_pk")),
                        X25519PublicKey.of(in.bytes("dest_x25519")))
                .decrypt(in.bytes("ciphertext"));
    }

    private static Answer classify(Call call) {
        Inputs in = call.in();
        List<Ed25519PublicKey> path =
                in.hexes("path").stream().map(Ed25519PublicKey::of).toList();
        Ed25519PublicKey destination = isServer(in) ? null : Ed25519PublicKey.of(in.bytes("destination"));
        PathError error = PathError.classify(in.smallInteger("http_status"), in.text("body"), path, destination);
        Ed25519PublicKey offender = error.offender();
        return Answer.empty()
                .put("class", error.reason().name())
                .put("offender", offender == null ? null : offender.toString());
    }

    /** Byte for byte the library's own where the metadata are written as it writes them; else the frame around them. */
    private static Answer encodeRequest(Call call) throws SessionException {
        Inputs in = call.in();
        Bytes body = in.optionalBytes("body").map(Bytes::of).orElse(null);
        String metadata = in.text("metadata");
        Inputs fields = new Inputs(Json.parseObject(metadata));
        byte[] encoded =
                new V4Request(fields.text("method"), fields.text("endpoint"), headers(fields, false), body).encode();
        boolean sameMetadata = Json.parse(V4Frame.decode(encoded).metadata()).equals(Json.parse(metadata));
        DoesNotOpenException.require(sameMetadata, "the metadata");
        boolean canonical = metadata.startsWith("{\"endpoint\":") && metadata.indexOf(' ') < 0;
        return Answer.empty().put("encoded", canonical ? encoded : new V4Frame(metadata, body).encode());
    }

    /** The metadata as they stand in the list; the library reads names of headers in lower case. */
    private static Answer decodeRequest(Call call) throws SessionException {
        byte[] encoded = call.in().bytes("encoded");
        V4Request request = V4Request.decode(encoded);
        Inputs metadata = new Inputs(Json.parseObject(V4Frame.decode(encoded).metadata()));
        DoesNotOpenException.require(
                request.method().equals(metadata.text("method"))
                        && request.endpoint().equals(metadata.text("endpoint"))
                        && request.headers().equals(headers(metadata, true)),
                "the metadata");
        return Answer.empty().put("metadata", metadata.copy()).put("body", request.body());
    }

    private static Map<String, String> headers(Inputs metadata, boolean lowerCase) {
        Map<String, String> headers = new TreeMap<>();
        if (metadata.has("headers")) {
            for (Iterator<Map.Entry<String, JsonNode>> all =
                            metadata.node("headers").fields();
                    all.hasNext(); ) {
                Map.Entry<String, JsonNode> header = all.next();
                String name = lowerCase ? header.getKey().toLowerCase(Locale.ROOT) : header.getKey();
                headers.put(name, header.getValue().asText());
            }
        }
        return headers;
    }

    private static Answer decodeResponse(Call call) throws SessionException {
        OnionAnswer answer = V4Response.decode(call.in().bytes("encoded"));
        return Answer.empty()
                .put("code", answer.status())
                .put("headers", headers(answer.headers()))
                .put("body", answer.body());
    }

    private static ObjectNode headers(Map<String, String> headers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        headers.forEach(object::put);
        return object;
    }

    private static Answer parseUrl(Call call) throws SessionException {
        ServerUrl url = ServerUrl.parse(call.in().text("url"));
        Integer port = url.port();
        return Answer.empty()
                .put("protocol", url.protocol() + "://")
                .put("host", url.host())
                .put(
                        "port",
                        port == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.numberNode(port))
                .put("path", url.path());
    }
}
