package org.session4j.client;

/**
 * A message was taken back by its author, or by this account on one of its devices (messages: unsend). What is left in the
 * history is that it was there; of a note to self nothing is.
 *
 * @param message what is left
 */
public record MessageUnsent(ChatMessage message) implements SessionEvent {

    public Conversation conversation() {
        return message.conversation();
    }
}
