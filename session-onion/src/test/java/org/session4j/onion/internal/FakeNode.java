package org.session4j.onion.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.NodeAnswer;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** A node of the {@link FakeNetwork}: its keys, and how it misbehaves. */
public final class FakeNode {

    /** What a node does with what reaches it. */
    public enum Behaviour {
        GOOD,
        /** Nobody can connect to it. */
        DEAD,
        /** Takes everything and never answers, as guard, hop or destination. */
        SILENT,
        /** Changes every answer that goes through it or comes from it. */
        TAMPERING,
        /** Cannot open layers that are not its own request's. */
        WRONG_KEY,
        NOT_READY
    }

    public final ServiceNode node;
    public Behaviour behaviour = Behaviour.GOOD;
    /** Whether other nodes have never heard of it. */
    public boolean isUnknown;
    /** A node of the old kind has no {@code active_nodes_bin}. */
    public boolean isOld;
    /** The list it gives instead of the true one. */
    public List<ServiceNode> lie = List.of();
    /** Status and text that it answers as destination instead of its own. */
    public int status = 200;

    /** On top of the usual, as destination. */
    public Duration answerDelay = Duration.ZERO;

    public int posts;
    public int relayed;
    public int asked;

    private final byte[] secret;

    FakeNode(Crypto crypto, byte[] seed, String ip, int port, long swarmId) throws MalformedDataException {
        byte[] keys = crypto.ed25519SeedKeypair(seed);
        Ed25519PublicKey key = Ed25519PublicKey.of(Arrays.copyOfRange(keys, 32, 64));
        secret = crypto.ed25519SeedToX25519(seed);
        X25519PublicKey onionKey = X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(key.toByteArray()));
        node = new ServiceNode(key, onionKey, ip, port, port + 1, swarmId, "2.11.0");
    }

    byte[] secret() {
        return secret;
    }

    byte[] answer(int answerStatus, String body, LayerCipher cipher, SecureRandom random) {
        return NodeAnswer.seal(NodeAnswer.encode(answerStatus, body), cipher, random, true);
    }
}
