package org.session4j.groups.v2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.ProClaim;

/**
 * A message of a group that was opened, verified and not refused. That its author is a member is for whoever knows the
 * members to check.
 *
 * @param author verified
 * @param authorKey the key of the signature
 * @param timestamp of the message, in milliseconds; with the author it identifies the message
 * @param message the content, sorted
 * @param expiration when it disappears; off for kinds that never do
 * @param pro what it says about Session Pro of its author, unverified, if anything
 * @param content the content as it came
 * @param proSig 64 bytes that say nothing unless the content has a Pro proof, or null
 */
public record ReceivedGroupMessage(
        SessionId author,
        Ed25519PublicKey authorKey,
        Instant timestamp,
        Message message,
        Expiration expiration,
        @Nullable ProClaim pro,
        Content content,
        @Nullable Bytes proSig) {

    /** Names the class only: who wrote what is private. */
    @Override
    public String toString() {
        return "ReceivedGroupMessage";
    }
}
