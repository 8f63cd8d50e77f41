package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.MessageRefused;
import org.session4j.client.SessionEvent;
import org.session4j.client.internal.groups.AdminKeys;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.Groups;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.Errand;
import org.session4j.client.internal.rules.GroupFollowing;
import org.session4j.client.internal.rules.SyncRules;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreChange;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;

/**
 * The one way to change what an account remembers: read, decide and apply in one step, then tell of it. Changes of several
 * threads follow each other.
 */
final class Ledger implements AutoCloseable {

    private final SessionId account;
    private final MessageStore store;
    private final EventDispatcher events;
    private final Consumer<Errand> errands;
    private final SecureRandom random;
    private final LongSupplier numbers;
    private final Crypto crypto;

    /** The only lock under which a store is called: that a decision is still true when it is applied is its purpose. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Documents documents;
    private volatile Groups groups = Groups.none();
    private boolean closed;
    private long refused;

    /**
     * @param errands must not wait for anything
     * @param unwritten the documents of an account that has none
     * @param random of new keys
     * @param numbers of messages to be sent
     */
    Ledger(
            SessionId account,
            MessageStore store,
            EventDispatcher events,
            Consumer<Errand> errands,
            Documents unwritten,
            SecureRandom random,
            LongSupplier numbers,
            Crypto crypto) {
        this.account = account;
        this.store = store;
        this.events = events;
        this.errands = errands;
        this.documents = unwritten;
        this.random = random;
        this.numbers = numbers;
        this.crypto = crypto;
    }

    /** Reads the documents that were kept; makes them of what an older release has kept if there are none. */
    void resume() {
        Map<ConfigType, Bytes> dumps = new EnumMap<>(ConfigType.class);
        Documents.TYPES.forEach(type -> store.document(account, type).ifPresent(dump -> dumps.put(type, dump)));
        if (dumps.isEmpty()) {
            update(draft -> SyncRules.begin(draft, store.conversations(account)));
        } else {
            documents = Documents.load(account, crypto, type -> Optional.ofNullable(dumps.get(type)));
        }
        groups = loadGroups();
        update(draft -> GroupFollowing.begin(draft, crypto));
    }

    private Groups loadGroups() {
        Groups loaded = Groups.none();
        for (SessionId id : store.groups(account)) {
            GroupId group = GroupId.of(id);
            AdminKey admin = documents
                    .groups()
                    .findGroup(id)
                    .flatMap(joined -> AdminKeys.of(joined, crypto))
                    .orElse(null);
            loaded = loaded.with(GroupState.load(group, admin, crypto, part -> store.groupPart(account, id, part)));
        }
        return loaded;
    }

    SessionId account() {
        return account;
    }

    /** For reading only. */
    MessageStore store() {
        return store;
    }

    /** What the account's devices share, as this one knows it. */
    Documents documents() {
        return documents;
    }

    /** The groups that this device looks after. */
    Groups groups() {
        return groups;
    }

    /** What is known of a conversation. */
    ConversationState state(Conversation conversation) {
        return store.conversation(account, conversation).orElse(ConversationState.initial(conversation));
    }

    /**
     * Throws what the work or the store throws; then nothing is changed and nobody is told anything.
     *
     * @throws ClientClosedException if it is closed
     */
    @CanIgnoreReturnValue
    <T extends @Nullable Object> T change(Function<Draft, T> work) {
        Draft draft;
        T result;
        lock.lock();
        try {
            if (closed) {
                throw new ClientClosedException();
            }
            draft = new Draft(store, account, documents, groups, random, numbers);
            result = work.apply(draft);
            GroupFollowing.follow(draft, crypto);
            List<StoreChange> changes = draft.changes();
            if (!changes.isEmpty()) {
                store.apply(account, changes);
            }
            documents = draft.documents();
            groups = draft.groups();
            events.dispatch(counted(draft.events()));
        } finally {
            lock.unlock();
        }
        draft.errands().forEach(errands);
        return result;
    }

    /** How many were refused is known only once it is sure that they were. */
    private List<SessionEvent> counted(List<SessionEvent> told) {
        List<SessionEvent> counted = new ArrayList<>();
        for (SessionEvent event : told) {
            counted.add(
                    event instanceof MessageRefused nothing
                            ? new MessageRefused(nothing.reason(), nothing.hash(), ++refused)
                            : event);
        }
        return counted;
    }

    /** As {@link #change}, without a result. */
    void update(Consumer<Draft> work) {
        change(draft -> {
            work.accept(draft);
            return draft;
        });
    }

    /** When this returns nothing is written any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
