package org.session4j.protocol.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * A direct message that was opened, verified and not refused.
 *
 * @param sender verified
 * @param senderKey the key of the signature
 * @param conversation with whom: the sender, or for a copy of one's own message its recipient
 * @param timestamp of the message, in milliseconds; with the sender it identifies the message
 * @param message the content, sorted
 * @param expiration when it disappears; off for kinds that never do
 * @param pro what it says about Session Pro of its sender, unverified, if anything
 * @param content the content as it came
 * @param proSig 64 bytes that say nothing unless the content has a Pro proof, or null
 */
public record ReceivedMessage(
        SessionId sender,
        Ed25519PublicKey senderKey,
        SessionId conversation,
        Instant timestamp,
        Message message,
        Expiration expiration,
        @Nullable ProClaim pro,
        Content content,
        @Nullable Bytes proSig) {

    /** Names the class only: who wrote what is private. */
    @Override
    public String toString() {
        return "ReceivedMessage";
    }
}
