package org.session4j.client;

/**
 * This account wrote to somebody.
 *
 * @param fromOtherDevice whether another device of the account did; else this client
 */
public record MessageSent(ChatMessage message, boolean fromOtherDevice) implements SessionEvent {

    public Conversation conversation() {
        return message.conversation();
    }

    public String text() {
        return message.text();
    }
}
