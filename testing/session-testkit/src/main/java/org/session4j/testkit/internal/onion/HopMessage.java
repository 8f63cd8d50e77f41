package org.session4j.testkit.internal.onion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.testkit.internal.wire.Bencode;
import org.session4j.testkit.internal.wire.Json;

/**
 * A layer on its way from node to node, a bencoded dict (storage server: between nodes): {@code data} ciphertext,
 * {@code enc_type}, {@code ephemeral_key} 32 bytes, {@code hop_no}.
 */
final class HopMessage {

    private static final String DATA = "data";
    private static final String CIPHER = "enc_type";
    private static final String KEY = "ephemeral_key";
    private static final String HOP = "hop_no";

    private HopMessage() {}

    static byte[] encode(SealedLayer layer) {
        ObjectNode message = Json.object();
        message.set(DATA, BinaryNode.valueOf(layer.ciphertext().toByteArray()));
        message.put(CIPHER, layer.cipher().wireName());
        message.set(KEY, BinaryNode.valueOf(layer.ephemeralKey().toByteArray()));
        message.put(HOP, layer.hopNumber());
        return Bencode.encode(message);
    }

    /** A hop number below 1 reads as 1. */
    static SealedLayer decode(byte[] bytes) throws MalformedDataException {
        JsonNode message = Bencode.decode(bytes);
        byte[] key = string(message, KEY);
        if (key.length != X25519PublicKey.LENGTH) {
            throw new MalformedDataException(KEY + ": expected 32 bytes, got " + key.length);
        }
        JsonNode hop = message.path(HOP);
        if (!hop.isIntegralNumber() || !hop.canConvertToInt()) {
            throw new MalformedDataException(HOP + " is missing");
        }
        return new SealedLayer(
                X25519PublicKey.of(key),
                OnionCipher.parse(new String(string(message, CIPHER), StandardCharsets.UTF_8)),
                Math.max(1, hop.intValue()),
                Bytes.of(string(message, DATA)));
    }

    private static byte[] string(JsonNode message, String name) throws MalformedDataException {
        JsonNode value = message.path(name);
        if (!value.isBinary()) {
            throw new MalformedDataException(name + " is missing");
        }
        return Bencode.binary(value);
    }
}
