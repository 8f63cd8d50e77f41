package org.session4j.client.store;

import java.time.Instant;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/**
 * A message of a group that came before the sender key which opens it, and waits for that.
 *
 * @param group whose it is
 * @param hash its name in the mailbox of the group
 * @param author verified
 * @param timestamp that names it together with the author
 * @param message what the sender key opens
 * @param forgetAfter when nobody waits for the key any longer
 */
public record HeldMessage(
        SessionId group, MessageHash hash, SessionId author, Instant timestamp, Bytes message, Instant forgetAfter) {

    /** Names neither the people nor the text. */
    @Override
    public String toString() {
        return "HeldMessage[" + hash + "]";
    }
}
