package org.session4j.onion.wire;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.session4j.onion.Destination;
import org.session4j.onion.OnionException;
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

    /** A request is at most 10,000,000 bytes on QUIC; the layers of a path take less than 2,000 of them. */
    public static final int MAX_PAYLOAD = 10_000_000 - 2_000;

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
            List<ServiceNode> path, Destination destination, Bytes payload, OnionCipher cipher)
            throws OnionException, MalformedDataException {
        List<OnionHop> hops =
                path.stream().map(node -> OnionHop.of(node, cipher)).collect(Collectors.toList());
        if (destination instanceof ServerDestination server) {
            return encodeForServer(hops, ServerTarget.of(server), server.x25519(), cipher, payload);
        }
        return encodeForNode(hops, OnionHop.of((ServiceNode) destination, cipher), payload);
    }

    /** A request to a service node. */
    public EncodedOnionRequest encodeForNode(List<OnionHop> path, OnionHop destination, Bytes payload)
            throws OnionException, MalformedDataException {
        requireSize(payload);
        byte[] routing = RoutingJson.forDestination();
        byte[] plaintext = OnionFrame.allocate(payload.length(), routing);
        System.arraycopy(payload.toByteArray(), 0, plaintext, OnionFrame.LENGTH_SIZE, payload.length());
        Layer innermost = openLayer(destination.x25519(), destination.cipher());
        byte[] body = path.isEmpty()
                ? innermost.seal(plaintext, innermost.forGuard())
                : wrap(path, innermost.seal(plaintext, innermost.forNode(destination)));
        return new EncodedOnionRequest(Bytes.of(body), innermost.key, false);
    }

    /** A request to a server; the path has at least one node. */
    public EncodedOnionRequest encodeForServer(
            List<OnionHop> path, ServerTarget server, X25519PublicKey serverKey, OnionCipher cipher, Bytes payload)
            throws OnionException, MalformedDataException {
        requireSize(payload);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path: a request to a server needs at least one node");
        }
        Layer innermost = openLayer(serverKey, cipher);
        byte[] body = wrap(path, innermost.seal(payload.toByteArray(), innermost.forServer(server)));
        return new EncodedOnionRequest(Bytes.of(body), innermost.key, true);
    }

    /** From the plaintext of the exit's layer to the body for the guard. */
    private byte[] wrap(List<OnionHop> path, byte[] exitPlaintext) throws MalformedDataException {
        byte[] plaintext = exitPlaintext;
        for (int i = path.size() - 1; i >= 0; i--) {
            OnionHop hop = path.get(i);
            Layer layer = openLayer(hop.x25519(), hop.cipher());
            plaintext = layer.seal(plaintext, i == 0 ? layer.forGuard() : layer.forNode(hop));
            layer.key.destroy();
        }
        return plaintext;
    }

    private Layer openLayer(X25519PublicKey reader, OnionCipher cipher) throws MalformedDataException {
        byte[] secret = new byte[Crypto.KEY];
        random.nextBytes(secret);
        try {
            X25519PublicKey ephemeral = X25519PublicKey.of(crypto.x25519Base(secret));
            return new Layer(LayerCipher.forClient(crypto, cipher, secret, ephemeral, reader), ephemeral);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void requireSize(Bytes payload) throws OnionException {
        if (payload.length() > MAX_PAYLOAD) {
            throw new OnionException(
                    OnionException.Reason.PAYLOAD_TOO_LARGE,
                    "payload: expected at most " + MAX_PAYLOAD + " bytes, got " + payload.length());
        }
    }

    /** One layer being made: its key, and the public key that its reader needs. */
    private final class Layer {

        private final LayerCipher key;
        private final X25519PublicKey ephemeral;

        private Layer(LayerCipher key, X25519PublicKey ephemeral) {
            this.key = key;
            this.ephemeral = ephemeral;
        }

        private byte[] forGuard() {
            return RoutingJson.forGuard(key.cipher(), ephemeral);
        }

        private byte[] forNode(OnionHop reader) {
            return RoutingJson.forNode(reader.ed25519(), key.cipher(), ephemeral);
        }

        private byte[] forServer(ServerTarget server) {
            return RoutingJson.forServer(server, key.cipher(), ephemeral);
        }

        /** The frame of the encrypted plaintext and the JSON; the ciphertext is written where it will stand. */
        private byte[] seal(byte[] plaintext, byte[] routing) {
            byte[] frame = OnionFrame.allocate(plaintext.length + key.cipher().overhead(), routing);
            key.encryptInto(plaintext, random, frame, OnionFrame.LENGTH_SIZE);
            return frame;
        }
    }
}
