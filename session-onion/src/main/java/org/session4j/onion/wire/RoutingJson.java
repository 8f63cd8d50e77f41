package org.session4j.onion.wire;

import java.nio.charset.StandardCharsets;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * The JSON objects that a client writes into frames: compact, keys in ascending order, so that equal randomness gives
 * equal bytes (network: layers).
 */
final class RoutingJson {

    private static final int CAPACITY = 256;

    private static final byte[] FOR_DESTINATION = utf8("{\"headers\":\"\"}");

    private RoutingJson() {}

    /** Beside the request text that a node is to answer. */
    static byte[] forDestination() {
        return FOR_DESTINATION;
    }

    /** To the guard itself. */
    static byte[] forGuard(OnionCipher cipher, X25519PublicKey ephemeralKey) {
        StringBuilder json = new StringBuilder(CAPACITY).append('{');
        appendKey(json, cipher, ephemeralKey);
        return utf8(json.append('}').toString());
    }

    static byte[] forNode(Ed25519PublicKey next, OnionCipher cipher, X25519PublicKey ephemeralKey) {
        StringBuilder json = new StringBuilder(CAPACITY)
                .append("{\"destination\":\"")
                .append(next)
                .append("\",");
        appendKey(json, cipher, ephemeralKey);
        return utf8(json.append('}').toString());
    }

    static byte[] forServer(ServerTarget server, OnionCipher cipher, X25519PublicKey ephemeralKey) {
        StringBuilder json = new StringBuilder(CAPACITY).append('{');
        appendKey(json, cipher, ephemeralKey);
        WireJson.appendString(json.append(",\"host\":"), server.host());
        json.append(",\"method\":\"POST\",\"port\":").append(server.port());
        WireJson.appendString(json.append(",\"protocol\":"), server.protocol());
        WireJson.appendString(json.append(",\"target\":"), server.target());
        return utf8(json.append('}').toString());
    }

    static void appendKey(StringBuilder json, OnionCipher cipher, X25519PublicKey ephemeralKey) {
        json.append('"').append(SealedLayer.ENC_TYPE).append("\":\"").append(cipher.wireName());
        json.append("\",\"").append(SealedLayer.EPHEMERAL_KEY).append("\":\"").append(ephemeralKey);
        json.append('"');
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
