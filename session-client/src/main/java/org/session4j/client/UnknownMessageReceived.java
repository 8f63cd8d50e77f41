package org.session4j.client;

import java.time.Instant;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Message;
import org.session4j.swarm.MessageHash;

/**
 * Something arrived, opened and verified, that this version has no event of its own for, such as what is about groups. It
 * comes this way, so that nothing is dropped in silence; it is not part of the history.
 *
 * @param message everything that the sender wrote
 * @param hash its name in the account's mailbox
 */
public record UnknownMessageReceived(
        Conversation conversation, SessionId sender, Instant timestamp, Message message, MessageHash hash)
        implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "UnknownMessageReceived";
    }
}
