package org.session4j.client;

import org.session4j.protocol.SessionId;

/**
 * Somebody put an emoji to a message, or took one back (messages: reactions).
 *
 * @param message as it is now
 * @param from who reacted; this account too, here or on another device
 * @param added whether the emoji was put, else it was taken back
 */
public record ReactionChanged(ChatMessage message, SessionId from, String emoji, boolean added)
        implements SessionEvent {

    public Conversation conversation() {
        return message.conversation();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ReactionChanged";
    }
}
