package org.session4j.client;

import org.session4j.client.store.ConversationState;

/**
 * Another device of this account accepted or blocked somebody, gave a nickname, pinned or hid a conversation, changed how
 * messages disappear, or deleted the conversation (config: contacts).
 *
 * @param state as it is now on this device too
 */
public record ConversationChanged(ConversationState state) implements SessionEvent {

    public Conversation conversation() {
        return state.conversation();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ConversationChanged";
    }
}
