package org.session4j.client;

import org.session4j.client.store.PendingMessage;

/**
 * A message that was left over from an earlier client could not be sent, and nobody waits for it any more: the recipient's
 * swarm, or the file server, refuses it for good. It is not tried again.
 */
public record SendingFailed(PendingMessage message) implements SessionEvent {

    public Conversation conversation() {
        return message.conversation();
    }
}
