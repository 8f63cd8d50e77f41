package org.session4j.client.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.SessionEvent;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/**
 * What is about to be changed together: changes, the events that tell of them, and what is to be done afterwards. Reading
 * sees what the draft has changed, so that a message and a reaction to it may come in one poll. Belongs to one
 * {@code Ledger.change}; not for use by several threads.
 */
public final class Draft {

    /** A mailbox holds messages for 14 days; a day more, as the clocks of its members differ (messages: sending). */
    public static final Duration REMEMBERED = Duration.ofDays(15);

    private final MessageStore store;
    private final SessionId account;
    private final List<StoreChange> changes = new ArrayList<>();
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Errand> errands = new ArrayList<>();
    private final Map<MessageReference, Optional<ChatMessage>> messages = new HashMap<>();
    private final Map<Conversation, Optional<ConversationState>> conversations = new HashMap<>();
    private final Set<MessageHash> seen = new HashSet<>();
    private @Nullable Instant firstExpiry;

    public Draft(MessageStore store, SessionId account) {
        this.store = store;
        this.account = account;
    }

    public SessionId account() {
        return account;
    }

    public Optional<ChatMessage> message(MessageReference reference) {
        return messages.computeIfAbsent(reference, unread -> store.message(account, unread));
    }

    /** Sees to it that the message is deleted in time, too. */
    public void put(ChatMessage message) {
        messages.put(message.reference(), Optional.of(message));
        changes.add(new StoreChange.PutMessage(message));
        Instant expiry = message.expiresAt();
        if (expiry != null && (firstExpiry == null || expiry.isBefore(firstExpiry))) {
            firstExpiry = expiry;
        }
    }

    public void remove(MessageReference reference) {
        messages.put(reference, Optional.empty());
        changes.add(new StoreChange.RemoveMessage(reference));
    }

    /** Whether anything was ever decided about a conversation; all that somebody has written in have been. */
    public boolean isKnown(Conversation conversation) {
        return state(conversation).isPresent();
    }

    public ConversationState conversation(Conversation conversation) {
        return state(conversation).orElse(ConversationState.initial(conversation));
    }

    private Optional<ConversationState> state(Conversation conversation) {
        return conversations.computeIfAbsent(conversation, unread -> store.conversation(account, unread));
    }

    /** Changes nothing if it is what is there already. */
    public void put(ConversationState state) {
        if (!state.equals(conversation(state.conversation()))) {
            conversations.put(state.conversation(), Optional.of(state));
            changes.add(new StoreChange.PutConversation(state));
        }
    }

    /** Its messages are not to be read again in this draft. */
    public void remove(Conversation conversation) {
        conversations.put(conversation, Optional.empty());
        changes.add(new StoreChange.RemoveConversation(conversation));
    }

    public AccountSettings settings() {
        return store.settings(account);
    }

    /** Not seen by {@link #settings()} of the same draft. */
    public void put(AccountSettings settings) {
        changes.add(new StoreChange.PutSettings(settings));
    }

    public boolean isSeen(MessageHash hash) {
        return seen.contains(hash) || !store.seen(account, Set.of(hash)).isEmpty();
    }

    /** Remembers that something was dealt with as long as a mailbox may hold it. */
    public void see(MessageHash hash, Instant now) {
        if (seen.add(hash)) {
            changes.add(new StoreChange.PutSeen(hash, now.plus(REMEMBERED)));
        }
    }

    /** A change that nothing of this draft reads. */
    public void add(StoreChange change) {
        changes.add(change);
    }

    /** Told once the changes are safe. */
    public void tell(SessionEvent event) {
        events.add(event);
    }

    /** Run once the changes are safe. */
    public void then(Errand errand) {
        errands.add(errand);
    }

    public List<StoreChange> changes() {
        return changes;
    }

    public List<SessionEvent> events() {
        return events;
    }

    public List<Errand> errands() {
        List<Errand> all = new ArrayList<>(errands);
        if (firstExpiry != null) {
            all.add(new Errand.WatchExpiry(firstExpiry));
        }
        return all;
    }
}
