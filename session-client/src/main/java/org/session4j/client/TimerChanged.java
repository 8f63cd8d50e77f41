package org.session4j.client;

import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;

/**
 * What somebody sends disappears by another rule from now on. A change by the peer is only told: what this account sends
 * follows its own setting (messages: disappearing messages).
 *
 * @param sender whose messages it is about; this account too, here or on another device
 * @param expiration the new setting
 */
public record TimerChanged(Conversation conversation, SessionId sender, Expiration expiration) implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "TimerChanged";
    }
}
