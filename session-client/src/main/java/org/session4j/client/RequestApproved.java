package org.session4j.client;

import org.session4j.protocol.SessionId;

/** Somebody to whom this account wrote has accepted it, by saying so or by writing back (messages: message requests). */
public record RequestApproved(Conversation conversation, SessionId sender) implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "RequestApproved";
    }
}
