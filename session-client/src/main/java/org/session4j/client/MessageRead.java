package org.session4j.client;

import org.session4j.protocol.SessionId;

/**
 * A message was read: one of this account's by the peer, as far as both have switched read receipts on, or one of the peer's
 * by this account on another device (messages: read receipts, disappearing messages).
 *
 * @param message as it is now, with the time in {@link ChatMessage#readAt()}
 * @param reader who read it
 */
public record MessageRead(ChatMessage message, SessionId reader) implements SessionEvent {

    public Conversation conversation() {
        return message.conversation();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "MessageRead";
    }
}
