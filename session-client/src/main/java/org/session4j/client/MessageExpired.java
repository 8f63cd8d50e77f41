package org.session4j.client;

import org.session4j.protocol.message.MessageReference;

/** A message has disappeared, as its sender wanted it to; it is no longer in the history (messages: disappearing messages). */
public record MessageExpired(Conversation conversation, MessageReference reference) implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "MessageExpired";
    }
}
