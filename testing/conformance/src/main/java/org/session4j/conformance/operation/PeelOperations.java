package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Optional;
import org.session4j.conformance.Json;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.OnionFrame;
import org.session4j.onion.wire.OnionLayer;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The node's side of an onion request: {@code onion_peel_all}, {@code onion_parse} and frames of upstream. */
final class PeelOperations {

    private PeelOperations() {}

    static void addTo(Operations operations) {
        operations.add("onion_peel_all", PeelOperations::peelAll);
        operations.add("onion_parse", PeelOperations::parse, PeelOperations::openReply);
        operations.add("onion-hop/peel", PeelOperations::peelFrame);
    }

    /** A layer that a node has opened. */
    static final class Peeled {

        private final SealedLayer sealed;
        private final LayerCipher cipher;
        private final byte[] plaintext;

        private Peeled(SealedLayer sealed, LayerCipher cipher, byte[] plaintext) {
            this.sealed = sealed;
            this.cipher = cipher;
            this.plaintext = plaintext;
        }

        static Peeled of(Crypto crypto, SealedLayer sealed, byte[] nodeSecret, X25519PublicKey nodeKey)
                throws SessionException {
            LayerCipher cipher = sealed.cipherFor(crypto, nodeSecret, nodeKey);
            return new Peeled(sealed, cipher, cipher.decrypt(sealed.ciphertext().toByteArray()));
        }

        SealedLayer sealed() {
            return sealed;
        }

        /** To answer with. */
        LayerCipher cipher() {
            return cipher;
        }

        byte[] plaintext() {
            return plaintext.clone();
        }

        /** The layer for the next party: a node, or the server that gets this layer's plaintext. */
        SealedLayer next() throws MalformedDataException {
            OnionLayer layer = OnionLayer.decode(plaintext, sealed.hopNumber());
            if (layer instanceof OnionLayer.ForNode node) {
                return node.layer();
            }
            if (layer instanceof OnionLayer.ForServer server) {
                return SealedLayer.decode(server.post().toByteArray());
            }
            throw new MalformedDataException("the request ends here");
        }

        /** Payload and ephemeral key; of a payload that is a frame also its two parts. */
        Answer describe() {
            Answer answer = Answer.empty()
                    .put("payload", plaintext)
                    .put("remote_pk", sealed.ephemeralKey().toByteArray());
            frame().ifPresent(frame -> answer.put("inner", frame.blob()).put("control", Json.parse(frame.json())));
            return answer;
        }

        /** What is for a server is no frame. */
        private Optional<OnionFrame> frame() {
            try {
                return Optional.of(OnionFrame.decode(plaintext));
            } catch (MalformedDataException e) {
                return Optional.empty();
            }
        }
    }

    private static Answer peelAll(Call call) throws SessionException {
        ArrayNode layers = JsonNodeFactory.instance.arrayNode();
        SealedLayer sealed = SealedLayer.decode(call.in().bytes("request"));
        int left = call.in().objects("nodes").size();
        for (Inputs node : call.in().objects("nodes")) {
            Peeled peeled = peel(call.crypto(), sealed, node);
            layers.add(peeled.describe().toJson());
            if (--left > 0) {
                sealed = peeled.next();
            }
        }
        return Answer.empty().put("layers", layers);
    }

    private static Answer parse(Call call) throws SessionException {
        Inputs in = call.in();
        Peeled peeled = peel(call.crypto(), SealedLayer.decode(in.bytes("request")), in);
        Answer answer = peeled.describe();
        if (in.has("reply")) {
            answer.put("reply", peeled.cipher().encrypt(in.bytes("reply"), call.random()));
        }
        return answer;
    }

    /** The client's secret key is unknown, but the answer opens with the key that the node has. */
    private static void openReply(Call call, Answer answer) throws SessionException {
        Inputs in = call.in();
        if (in.has("reply")) {
            Peeled peeled = peel(call.crypto(), SealedLayer.decode(in.bytes("request")), in);
            DoesNotOpenException.require(
                    Arrays.equals(peeled.cipher().decrypt(answer.bytes("reply")), in.bytes("reply")), "the reply");
        }
    }

    private static Answer peelFrame(Call call) throws SessionException {
        Inputs in = call.in();
        byte[] frame = in.bytes("frame");
        SealedLayer sealed = SealedLayer.decode(frame);
        Peeled peeled = Peeled.of(
                call.crypto(),
                sealed,
                in.bytes("node_x25519_seckey"),
                X25519PublicKey.of(in.bytes("node_x25519_pubkey")));
        FreshKey client = FreshKey.of(call.crypto(), in.bytes("client_seckey"));
        DoesNotOpenException.require(client.key().equals(sealed.ephemeralKey()), "the client's key");
        return Answer.empty()
                .put("cipher", sealed.cipher().wireName())
                .put("json", Json.parse(OnionFrame.decode(frame).json()))
                .put("plaintext", peeled.plaintext())
                .put("client_pubkey", sealed.ephemeralKey().toByteArray());
    }

    private static Peeled peel(Crypto crypto, SealedLayer sealed, Inputs node) throws SessionException {
        return Peeled.of(crypto, sealed, node.bytes("x25519_sk"), X25519PublicKey.of(node.bytes("x25519_pk")));
    }
}
