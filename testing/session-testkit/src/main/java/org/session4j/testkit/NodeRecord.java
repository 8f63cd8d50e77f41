package org.session4j.testkit;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What one node saw of one request.
 *
 * @param request number of the request, the same at every node it passed
 * @param node who saw it
 * @param peer who sent it: {@code ip:port} of a client, or the 64 hex digits of a node's key
 * @param received the bytes that came: the whole body from a client, the layer's ciphertext from a node
 * @param peeled the bytes after the node took its layer off; empty if it could not, and for {@link Role#CLEAR}
 */
public record NodeRecord(long request, Role role, Ed25519PublicKey node, String peer, Bytes received, Bytes peeled) {

    /** The part that a node has in a request. */
    public enum Role {
        /** Took an onion request from a client and passed it on. */
        GUARD,
        /** Took it from a node and passed it on to one that passed it on too. */
        MIDDLE,
        /** Passed it to the destination; or to where it could not tell. */
        EXIT,
        /** Opened the innermost layer and did what it asks. */
        DESTINATION,
        /** Got a request in clear by {@code /storage_rpc/v1}, without any onion. */
        CLEAR
    }
}
