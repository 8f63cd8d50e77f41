package org.session4j.onion.wire;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Destination;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionPayload;
import org.session4j.onion.ServerDestination;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Wraps a request in layers, innermost first (network: innermost plaintext, layers).
 *
 * <pre>
 * layer            plaintext                                            routing JSON around the ciphertext
 * for a node       frame(request text, {"headers":""})                  destination, enc_type, ephemeral_key
 * for a server     v4 request                                           enc_type, ephemeral_key, host, method, …
 * exit … guard     frame(ciphertext within, routing JSON)               destination, enc_type, ephemeral_key
 * posted body      frame(ciphertext for the guard, JSON), in clear      enc_type, ephemeral_key
 * </pre>
 *
 * For each layer the ephemeral secret key (32 bytes) is drawn, then the nonce (24 or 12). Nothing is padded. Safe for
 * use by many threads if the source of randomness is.
 */
public final class OnionRequestEncoder {

    /** What a node takes: a body of at most 10 MiB, of which the layers of the longest path take less than 4,000 bytes. */
    public static final int MAX_PAYLOAD = 10 * 1024 * 1024 - 4_000;

    private final Crypto crypto;
    private final SecureRandom random;

    public OnionRequestEncoder(Crypto crypto, SecureRandom random) {
        this.crypto = crypto;
        this.random = random;
    }

    /**
     * A request with the same cipher in all layers.
     *
     * @param path guard first; empty for a zero-hop request, where the node that answers is the guard itself
     * @param payload for a node the JSON text of the request, for a server the encoded v4 request
     * @throws OnionException if the payload is too large
     * @throws MalformedDataException if a key is of small order
     */
    public EncodedOnionRequest encode(
            List<ServiceNode> path, Destination destination, OnionPayload payload, OnionCipher cipher)
            throws OnionException, MalformedDataException {
        List<OnionHop> hops =
                path.stream().map(node -> OnionHop.of(node, cipher)).collect(Collectors.toList());
        if (destination instanceof ServerDestination server) {
            return encodeForServer(hops, ServerTarget.of(server), server.x25519(), cipher, payload);
        }
        return encodeForNode(hops, OnionHop.of((ServiceNode) destination, cipher), payload.toBytes());
    }

    /** A request to a service node. */
    public EncodedOnionRequest encodeForNode(List<OnionHop> path, OnionHop destination, Bytes payload)
            throws OnionException, MalformedDataException {
        OnionPayload request = OnionPayload.of(payload);
        requireSize(request);
        Layer innermost = path.isEmpty()
                ? openLayer(destination, RoutingJson::forGuard)
                : openLayer(destination, toNode(destination));
        Bytes body = wrap(request, RoutingJson.forDestination(), openLayers(innermost, path));
        return new EncodedOnionRequest(body, innermost.key, false);
    }

    /** A request to a server; the path has at least one node. */
    public EncodedOnionRequest encodeForServer(
            List<OnionHop> path,
            ServerTarget server,
            X25519PublicKey serverKey,
            OnionCipher cipher,
            OnionPayload payload)
            throws OnionException, MalformedDataException {
        requireSize(payload);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path: a request to a server needs at least one node");
        }
        Layer innermost = openLayer(serverKey, cipher, (used, key) -> RoutingJson.forServer(server, used, key));
        return new EncodedOnionRequest(wrap(payload, null, openLayers(innermost, path)), innermost.key, true);
    }

    /** The layers from the innermost to the guard's. */
    private List<Layer> openLayers(Layer innermost, List<OnionHop> path) throws MalformedDataException {
        List<Layer> layers = new ArrayList<>();
        layers.add(innermost);
        for (int i = path.size() - 1; i >= 0; i--) {
            OnionHop hop = path.get(i);
            layers.add(openLayer(hop, i == 0 ? RoutingJson::forGuard : toNode(hop)));
        }
        return layers;
    }

    private static Routing toNode(OnionHop reader) {
        return (cipher, key) -> RoutingJson.forNode(reader.ed25519(), cipher, key);
    }

    private Layer openLayer(OnionHop reader, Routing routing) throws MalformedDataException {
        return openLayer(reader.x25519(), reader.cipher(), routing);
    }

    private Layer openLayer(X25519PublicKey reader, OnionCipher cipher, Routing routing) throws MalformedDataException {
        byte[] secret = new byte[Crypto.KEY];
        random.nextBytes(secret);
        try {
            X25519PublicKey ephemeral = X25519PublicKey.of(crypto.x25519Base(secret));
            LayerCipher key = LayerCipher.forClient(crypto, cipher, secret, ephemeral, reader);
            return new Layer(key, key.drawNonce(random), routing.json(cipher, ephemeral));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * Writes the payload where it stands in the body for the guard, and encrypts it there layer by layer. Only the
     * innermost key is left.
     *
     * @param control the JSON of the frame that a node expects around the request; null for a server
     */
    private static Bytes wrap(OnionPayload payload, byte @Nullable [] control, List<Layer> layers) {
        int start = control == null ? 0 : OnionFrame.LENGTH_SIZE;
        int size = start + payload.length() + (control == null ? 0 : control.length);
        for (Layer layer : layers) {
            start += layer.sizeBefore();
            size += layer.sizeBefore() + layer.sizeBehind();
        }
        byte[] body = new byte[size];
        int end = start + payload.length();
        payload.writeTo(body, start);
        if (control != null) {
            OnionFrame.writeAround(body, start, end, control);
            start -= OnionFrame.LENGTH_SIZE;
            end += control.length;
        }
        for (Layer layer : layers) {
            layer.seal(body, start, end);
            start -= layer.sizeBefore();
            end += layer.sizeBehind();
            if (layer != layers.get(0)) {
                layer.key.destroy();
            }
        }
        return Bytes.unsafeWrap(body);
    }

    private static void requireSize(OnionPayload payload) throws OnionException {
        if (payload.length() > MAX_PAYLOAD) {
            throw new OnionException(
                    OnionException.Reason.PAYLOAD_TOO_LARGE,
                    "payload: expected at most " + MAX_PAYLOAD + " bytes, got " + payload.length());
        }
    }

    /** Makes the JSON that stands beside a layer. */
    @FunctionalInterface
    private interface Routing {
        byte[] json(OnionCipher cipher, X25519PublicKey ephemeral);
    }

    /** One layer being made. */
    private static final class Layer {

        private final LayerCipher key;
        private final byte[] nonce;
        private final byte[] routing;

        private Layer(LayerCipher key, byte[] nonce, byte[] routing) {
            this.key = key;
            this.nonce = nonce;
            this.routing = routing;
        }

        /** The length of the frame, and the nonce. */
        private int sizeBefore() {
            return OnionFrame.LENGTH_SIZE + nonce.length;
        }

        /** The tag, and the JSON of the frame. */
        private int sizeBehind() {
            return Crypto.AEAD_TAG + routing.length;
        }

        /** Encrypts what stands in a buffer, and makes it a frame; there is room for what is added on both sides. */
        private void seal(byte[] buffer, int start, int end) {
            int blobStart = start - nonce.length;
            key.encryptInPlace(buffer, blobStart, end - start, nonce);
            OnionFrame.writeAround(buffer, blobStart, end + Crypto.AEAD_TAG, routing);
        }
    }
}
