package org.session4j.onion.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * What a node finds in a layer that it has decrypted: a frame whose JSON says what to do (storage server: framing). A
 * layer that is none gets the encrypted answer {@code Invalid json}.
 *
 * <pre>
 * byte[] plaintext = sealed.cipherFor(crypto, secret, key).decrypt(sealed.ciphertext().toByteArray());
 * OnionLayer layer = OnionLayer.decode(plaintext, sealed.hopNumber());
 * </pre>
 */
public sealed interface OnionLayer {

    /**
     * The request is for this node.
     *
     * @param request JSON text {@code {"method":…,"params":{…}}}, unchecked
     * @param json whether a JSON result is to be embedded in the answer as a value instead of as a string
     * @param base64 whether the encrypted answer is to be base64
     */
    record ForThisNode(Bytes request, boolean json, boolean base64) implements OnionLayer {}

    /** The layer within is for another node. */
    record ForNode(Ed25519PublicKey next, SealedLayer layer) implements OnionLayer {}

    /**
     * The layer within is for a server.
     *
     * @param post the body of the POST: this layer's whole plaintext, as it came
     */
    record ForServer(ServerTarget server, Bytes post) implements OnionLayer {}

    /**
     * Reads a layer.
     *
     * @param plaintext of the layer
     * @param hopNumber that the layer came with; a layer passed on has one more
     */
    static OnionLayer decode(byte[] plaintext, int hopNumber) throws MalformedDataException {
        OnionFrame frame = OnionFrame.decode(plaintext);
        ObjectNode control = frame.control();
        if (control.has("headers")) {
            return new ForThisNode(
                    frame.blob(),
                    WireJson.optionalBoolean(control, "json", false),
                    WireJson.optionalBoolean(control, "base64", true));
        }
        if (control.has("host")) {
            return new ForServer(readServer(control), Bytes.of(plaintext));
        }
        Ed25519PublicKey next = Ed25519PublicKey.parse(WireJson.requireText(control, "destination"));
        X25519PublicKey key = X25519PublicKey.parse(WireJson.requireText(control, SealedLayer.EPHEMERAL_KEY));
        return new ForNode(
                next, new SealedLayer(key, SealedLayer.readCipher(control), Math.max(0, hopNumber) + 1, frame.blob()));
    }

    private static ServerTarget readServer(ObjectNode control) throws MalformedDataException {
        String protocol = WireJson.optionalText(control, "protocol");
        return new ServerTarget(
                protocol == null ? "https" : protocol,
                WireJson.requireText(control, "host"),
                readPort(control.get("port")),
                WireJson.requireText(control, "target"));
    }

    private static int readPort(@Nullable JsonNode port) throws MalformedDataException {
        if (port == null) {
            return ServerTarget.DEFAULT_HTTPS_PORT;
        }
        if (!port.isIntegralNumber() || !port.canConvertToInt() || port.intValue() < 0 || port.intValue() > 0xffff) {
            throw new MalformedDataException("port is not a port");
        }
        return port.intValue();
    }
}
