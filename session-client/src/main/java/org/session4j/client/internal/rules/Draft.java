package org.session4j.client.internal.rules;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.MessageRefused;
import org.session4j.client.SessionEvent;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.Groups;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.internal.sync.LocalChanges;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.StoreChange;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
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

    /** Enough to find out how far was read. */
    private static final int LATEST = 100;

    private final MessageStore store;
    private final SessionId account;
    private final List<StoreChange> changes = new ArrayList<>();
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Errand> errands = new ArrayList<>();
    private final Map<MessageReference, Optional<ChatMessage>> messages = new HashMap<>();
    private final Map<Conversation, Optional<ConversationState>> conversations = new HashMap<>();
    private final Set<MessageHash> seen = new HashSet<>();
    private final Map<SessionId, Map<MessageHash, HeldMessage>> held = new HashMap<>();
    private final SecureRandom random;
    private final LongSupplier numbers;
    private final Documents documentsBefore;
    private final Groups groupsBefore;
    private Documents documents;
    private Groups groups;
    private @Nullable Instant firstExpiry;

    /**
     * @param documents as they are before the change
     * @param groups as they are before the change
     * @param random of new keys
     * @param numbers of messages to be sent
     */
    public Draft(
            MessageStore store,
            SessionId account,
            Documents documents,
            Groups groups,
            SecureRandom random,
            LongSupplier numbers) {
        this.store = store;
        this.account = account;
        this.documentsBefore = documents;
        this.documents = documents;
        this.groupsBefore = groups;
        this.groups = groups;
        this.random = random;
        this.numbers = numbers;
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

    /** Changes nothing if it is what is there already; else the account's other devices are to know. */
    public void put(ConversationState state) {
        ConversationState before = conversation(state.conversation());
        if (!state.equals(before)) {
            documents = LocalChanges.conversation(documents, before, state);
            adopt(state);
        }
    }

    /** As {@link #put}, but it is what the documents say already. */
    void adopt(ConversationState state) {
        if (!state.equals(conversation(state.conversation()))) {
            conversations.put(state.conversation(), Optional.of(state));
            changes.add(new StoreChange.PutConversation(state));
        }
    }

    /** Its messages are not to be read again in this draft. */
    public void remove(Conversation conversation) {
        documents = LocalChanges.removed(documents, conversation);
        conversations.put(conversation, Optional.empty());
        changes.add(new StoreChange.RemoveConversation(conversation));
    }

    /** What nobody has read yet, as it was before this draft. */
    List<ChatMessage> unread(Conversation conversation, Instant upTo) {
        return store.unread(account, conversation, upTo);
    }

    /** Those messages of a conversation that fit, as they will be; looks at all of them. */
    List<ChatMessage> select(Conversation conversation, Predicate<ChatMessage> fits) {
        Map<MessageReference, ChatMessage> found = new LinkedHashMap<>();
        Instant before = Instant.MAX;
        List<ChatMessage> page;
        do {
            page = store.history(account, conversation, before, LATEST);
            int known = found.size();
            page.forEach(message -> found.putIfAbsent(message.reference(), message));
            if (!page.isEmpty()) {
                // More may have the time of the first one.
                Instant first = page.get(0).timestamp();
                before = found.size() > known ? first.plusMillis(1) : first;
            }
        } while (page.size() == LATEST);
        messages.forEach((reference, message) -> {
            found.remove(reference);
            message.filter(changed -> changed.conversation().equals(conversation))
                    .ifPresent(changed -> found.put(reference, changed));
        });
        return found.values().stream().filter(fits).collect(Collectors.toList());
    }

    /** The latest messages by sending time, as they were before this draft. */
    List<ChatMessage> latest(Conversation conversation) {
        return store.history(account, conversation, Instant.MAX, LATEST);
    }

    /** The documents that the account's devices share, as they will be. */
    public Documents documents() {
        return documents;
    }

    /** As they were before. */
    Documents documentsBefore() {
        return documentsBefore;
    }

    /** As they were before. */
    Groups groupsBefore() {
        return groupsBefore;
    }

    /** Documents that were merged, handed out to be pushed, or confirmed. */
    public void adopt(Documents changed) {
        documents = changed;
    }

    /** The groups that this device looks after, as they will be. */
    public Groups groups() {
        return groups;
    }

    /** The state of a group as it will be, if this device looks after it. */
    public Optional<GroupState> group(GroupId id) {
        return groups.find(id);
    }

    public void put(GroupState state) {
        groups = groups.with(state);
    }

    /** Forgets documents and keys of a group; not its conversation. */
    public void remove(GroupId group) {
        groups = groups.without(group);
    }

    /** Where new keys come from. */
    SecureRandom random() {
        return random;
    }

    /** The messages of a group that wait for their keys, by their timestamps. */
    List<HeldMessage> held(SessionId group) {
        List<HeldMessage> all = new ArrayList<>(heldOf(group).values());
        all.sort(Comparator.comparing(HeldMessage::timestamp));
        return all;
    }

    void hold(HeldMessage message) {
        heldOf(message.group()).put(message.hash(), message);
        changes.add(new StoreChange.PutHeld(message));
    }

    void release(HeldMessage message) {
        heldOf(message.group()).remove(message.hash());
        changes.add(new StoreChange.RemoveHeld(message.group(), message.hash()));
    }

    private Map<MessageHash, HeldMessage> heldOf(SessionId group) {
        return held.computeIfAbsent(group, unread -> {
            Map<MessageHash, HeldMessage> all = new LinkedHashMap<>();
            store.held(account, group).forEach(message -> all.put(message.hash(), message));
            return all;
        });
    }

    /** Sends something that nobody waits for, until it is delivered; what is kept now is sent even after a crash. */
    void send(Conversation conversation, Message message) {
        PendingMessage pending = new PendingMessage(
                numbers.getAsLong(), conversation, new PendingBody.Ready(message), Expiration.OFF, null, null);
        changes.add(new StoreChange.PutPending(pending));
        errands.add(new Errand.Deliver(pending));
    }

    public AccountSettings settings() {
        return store.settings(account);
    }

    /** Not seen by {@link #settings()} of the same draft. The account's other devices are to know of another profile. */
    public void put(AccountSettings settings) {
        documents = LocalChanges.profile(documents, settings().profile(), settings.profile());
        adopt(settings);
    }

    /** As {@link #put}, but it is what the documents say already. */
    void adopt(AccountSettings settings) {
        changes.add(new StoreChange.PutSettings(settings));
    }

    public boolean isSeen(MessageHash hash) {
        return seen.contains(hash) || !store.seen(account, Set.of(hash)).isEmpty();
    }

    /** Remembers that something was dealt with as long as a mailbox may hold it. */
    public void see(MessageHash hash, Instant now) {
        seeUntil(hash, now.plus(REMEMBERED));
    }

    void seeUntil(MessageHash hash, Instant forgetAfter) {
        if (seen.add(hash)) {
            changes.add(new StoreChange.PutSeen(hash, forgetAfter));
        }
    }

    /** Remembers, and tells, that something in a mailbox was nothing for this account. */
    public void refuse(MessageRefused.Reason reason, MessageHash hash, Instant now) {
        see(hash, now);
        tellRefused(reason, hash);
    }

    /** Tells it only: what was refused may come again, and be good then. */
    public void refuseForNow(MessageRefused.Reason reason, MessageHash hash, Instant now) {
        MessageHash name = Names.ofRefusal(hash);
        if (!isSeen(name)) {
            see(name, now);
            tellRefused(reason, hash);
        }
    }

    /** The ledger counts, as what is not kept in the end was not refused. */
    private void tellRefused(MessageRefused.Reason reason, MessageHash hash) {
        tell(new MessageRefused(reason, hash, 0));
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

    /** In the order in which they are to be carried out. */
    public List<StoreChange> changes() {
        List<StoreChange> all = new ArrayList<>(changes);
        for (ConfigDocument document : documents.changedSince(documentsBefore)) {
            all.add(new StoreChange.PutDocument(document.type(), document.dump()));
        }
        all.addAll(groups.changesSince(groupsBefore));
        return all;
    }

    public List<SessionEvent> events() {
        return events;
    }

    public List<Errand> errands() {
        List<Errand> all = new ArrayList<>(errands);
        if (firstExpiry != null) {
            all.add(new Errand.WatchExpiry(firstExpiry));
        }
        if (documents != documentsBefore && documents.needPush()) {
            all.add(new Errand.PushDocuments());
        }
        if (groups != groupsBefore) {
            all.add(new Errand.TendGroups());
        }
        if (documents.get(ConfigType.USER_GROUPS) != documentsBefore.get(ConfigType.USER_GROUPS)) {
            all.add(new Errand.FollowGroups());
        }
        return all;
    }
}
