package org.session4j.client;

import java.time.Instant;
import org.session4j.protocol.SessionId;

/** Somebody wrote to this account. */
public record MessageReceived(ChatMessage message) implements SessionEvent {

    public Conversation conversation() {
        return message.conversation();
    }

    public SessionId sender() {
        return message.sender();
    }

    public String text() {
        return message.text();
    }

    public Instant timestamp() {
        return message.timestamp();
    }
}
