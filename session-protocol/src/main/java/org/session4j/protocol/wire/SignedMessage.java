package org.session4j.protocol.wire;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * A v1 message that was opened and whose signature is good.
 *
 * @param sender the id that belongs to the key of the signature: the only sender identity there is
 * @param senderKey the key of the signature
 * @param message as it was signed, usually padded
 */
public record SignedMessage(SessionId sender, Ed25519PublicKey senderKey, Bytes message) {

    /** Names the class only: who wrote what is private. */
    @Override
    public String toString() {
        return "SignedMessage";
    }
}
