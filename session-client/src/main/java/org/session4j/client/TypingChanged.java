package org.session4j.client;

import org.session4j.protocol.SessionId;

/**
 * Somebody has begun or stopped to type. Only told while typing indicators are switched on, of people who have accepted this
 * account and were accepted; whoever goes silent counts as having stopped after 15 seconds (messages: typing indicators).
 */
public record TypingChanged(Conversation conversation, SessionId sender, boolean typing) implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "TypingChanged";
    }
}
