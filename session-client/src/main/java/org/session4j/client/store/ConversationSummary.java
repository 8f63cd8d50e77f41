package org.session4j.client.store;

import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;

/**
 * A conversation as a list of them shows it.
 *
 * @param unread how many incoming messages nobody has read yet
 * @param latest the message with the latest sending time; null if there is none
 */
public record ConversationSummary(
        ConversationState state, int unread, @Nullable ChatMessage latest) {

    public Conversation conversation() {
        return state.conversation();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ConversationSummary";
    }
}
