package org.session4j.scenarios;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationSummary;

/** Everything that a client says it remembers. */
record Memory(
        List<ConversationSummary> conversations,
        List<ConversationSummary> requests,
        List<ConversationSummary> blocked,
        Map<Conversation, List<ChatMessage>> histories,
        Map<Conversation, List<ChatMessage>> unread,
        AccountSettings settings) {

    static Memory of(SessionClient client) {
        Map<Conversation, List<ChatMessage>> histories = new HashMap<>();
        Map<Conversation, List<ChatMessage>> unread = new HashMap<>();
        for (List<ConversationSummary> summaries :
                List.of(client.conversations(), client.messageRequests(), client.blocked())) {
            for (ConversationSummary summary : summaries) {
                Conversation conversation = summary.conversation();
                histories.put(conversation, client.history(conversation));
                unread.put(conversation, client.chat(conversation).unread());
            }
        }
        return new Memory(
                client.conversations(),
                client.messageRequests(),
                client.blocked(),
                histories,
                unread,
                client.settings());
    }
}
