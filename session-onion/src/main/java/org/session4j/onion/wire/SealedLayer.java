package org.session4j.onion.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * An encrypted layer with what its reader needs to open it: what a client posts to {@code /onion_req/v2} of the guard,
 * what a node hands to the next one, and what the last node posts to a server. As a body it is an {@link OnionFrame} of
 * the ciphertext and {@code {"enc_type":…,"ephemeral_key":…}} (network: layers; storage server: framing).
 *
 * @param ephemeralKey the client's key for this layer
 * @param cipher of this layer
 * @param hopNumber how many nodes have passed it on, or a false start number; not negative
 */
public record SealedLayer(X25519PublicKey ephemeralKey, OnionCipher cipher, int hopNumber, Bytes ciphertext) {

    /** A node that receives a larger hop number refuses: {@code onion request max path length exceeded}. */
    public static final int MAX_HOP_NUMBER = 15;

    static final String ENC_TYPE = "enc_type";
    static final String EPHEMERAL_KEY = "ephemeral_key";
    private static final String HOP_NUMBER = "hop_no";

    public SealedLayer {
        if (hopNumber < 0) {
            throw new IllegalArgumentException("hop number: expected 0 or more, got " + hopNumber);
        }
    }

    /** The body of the request to the guard. A hop number of 0 is left out. */
    public byte[] encode() {
        StringBuilder json = new StringBuilder(160).append('{');
        RoutingJson.appendKey(json, cipher, ephemeralKey);
        if (hopNumber > 0) {
            json.append(",\"").append(HOP_NUMBER).append("\":").append(hopNumber);
        }
        return OnionFrame.encode(ciphertext.toByteArray(), json.append('}').toString());
    }

    /** Reads the body of a request to a guard, or of what the last node posts to a server. */
    public static SealedLayer decode(byte[] body) throws MalformedDataException {
        OnionFrame frame = OnionFrame.decode(body);
        ObjectNode control = frame.control();
        return new SealedLayer(
                X25519PublicKey.parse(WireJson.requireText(control, EPHEMERAL_KEY)),
                readCipher(control),
                readHopNumber(control.get(HOP_NUMBER)),
                frame.blob());
    }

    /** What the reader of this layer opens it with, and encrypts its answer with. */
    public LayerCipher cipherFor(Crypto crypto, byte[] nodeSecret, X25519PublicKey nodeKey)
            throws MalformedDataException {
        return LayerCipher.forNode(crypto, cipher, nodeSecret, nodeKey, ephemeralKey);
    }

    static OnionCipher readCipher(ObjectNode control) throws MalformedDataException {
        String encType = WireJson.optionalText(control, ENC_TYPE);
        return encType == null ? OnionCipher.AES_GCM : OnionCipher.parse(encType);
    }

    private static int readHopNumber(@Nullable JsonNode node) throws MalformedDataException {
        if (node == null) {
            return 0;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw new MalformedDataException("hop_no is not an integer");
        }
        return Math.max(0, node.intValue());
    }
}
