package org.session4j.protocol.blinding;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * A direct message between blinded ids, opened. It tells who wrote it: whoever keeps a table of known people learns here
 * which Session ID a blinded id belongs to.
 *
 * @param sender the Session ID of its writer
 * @param senderKey the key that both ids of the writer come from
 * @param message as it was encrypted, with its padding
 */
public record BlindedMessage(SessionId sender, Ed25519PublicKey senderKey, Bytes message) {

    /** Names the class only. */
    @Override
    public String toString() {
        return "BlindedMessage";
    }
}
