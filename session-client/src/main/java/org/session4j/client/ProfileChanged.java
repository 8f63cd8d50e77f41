package org.session4j.client;

import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Profile;

/**
 * Somebody wants to be shown differently (messages: profile).
 *
 * @param profile all that is known now
 */
public record ProfileChanged(Conversation conversation, SessionId sender, Profile profile) implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "ProfileChanged";
    }
}
