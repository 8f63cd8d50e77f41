package org.session4j.protocol.wire;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * A stored v1 message that was opened.
 *
 * @param envelope as it came; nothing in it but its content is authenticated
 * @param sender the id that belongs to the key of the signature
 * @param senderKey the key of the signature
 * @param content wire form of a Content, padding taken off
 */
public record V1Message(Envelope envelope, SessionId sender, Ed25519PublicKey senderKey, Bytes content) {

    /** Names the class only: who wrote what is private. */
    @Override
    public String toString() {
        return "V1Message";
    }
}
