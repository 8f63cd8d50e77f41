package org.session4j.onion.wire;

import org.session4j.onion.ServiceNode;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * A node that opens one layer: on the path, or as the destination.
 *
 * @param ed25519 by which the node before it knows it
 * @param x25519 for which its layer is encrypted
 * @param cipher of its layer; layers of one request may differ
 */
public record OnionHop(Ed25519PublicKey ed25519, X25519PublicKey x25519, OnionCipher cipher) {

    public static OnionHop of(ServiceNode node, OnionCipher cipher) {
        return new OnionHop(node.ed25519(), node.x25519(), cipher);
    }
}
