package org.session4j.client;

import org.session4j.protocol.SessionId;

/**
 * Somebody whom this account has not accepted wrote for the first time; the message itself follows as
 * {@link MessageReceived}. The conversation is among the {@link SessionClient#messageRequests()} until it is answered, by
 * {@link Chat#approve()} or by writing back (messages: message requests).
 */
public record RequestReceived(Conversation conversation, SessionId sender) implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "RequestReceived";
    }
}
