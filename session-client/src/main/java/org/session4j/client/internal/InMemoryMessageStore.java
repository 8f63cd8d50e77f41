package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.FileCache;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/** A store that forgets with the object. Each account has a lock of its own; nothing is called under it. */
public final class InMemoryMessageStore implements MessageStore {

    private final Map<SessionId, AccountMemory> accounts = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Override
    public void apply(SessionId account, List<? extends StoreChange> changes) {
        // Copied first: a null among them is found before anything is changed.
        List<StoreChange> all = List.copyOf(changes);
        locked(account, memory -> {
            all.forEach(memory::apply);
            return all;
        });
    }

    @Override
    public Optional<ChatMessage> message(SessionId account, MessageReference reference) {
        return locked(account, memory -> memory.message(reference));
    }

    @Override
    public List<ChatMessage> history(SessionId account, Conversation conversation, Instant before, int limit) {
        return locked(account, memory -> memory.history(conversation, before, limit));
    }

    @Override
    public List<ChatMessage> unread(SessionId account, Conversation conversation, Instant upTo) {
        return locked(account, memory -> memory.unread(conversation, upTo));
    }

    @Override
    public List<ChatMessage> expiring(SessionId account, Instant until, int limit) {
        return locked(account, memory -> memory.expiring(until, limit));
    }

    @Override
    public Optional<Instant> nextExpiry(SessionId account) {
        return locked(account, AccountMemory::nextExpiry);
    }

    @Override
    public List<ConversationSummary> conversations(SessionId account) {
        return locked(account, AccountMemory::conversations);
    }

    @Override
    public Optional<ConversationState> conversation(SessionId account, Conversation conversation) {
        return locked(account, memory -> memory.conversation(conversation));
    }

    @Override
    public Set<MessageHash> seen(SessionId account, Set<MessageHash> hashes) {
        return locked(account, memory -> memory.seen(hashes));
    }

    @Override
    public List<ReadMark> readMarks(SessionId account) {
        return locked(account, AccountMemory::readMarks);
    }

    @Override
    public List<PendingMessage> pending(SessionId account) {
        return locked(account, AccountMemory::pending);
    }

    @Override
    public AccountSettings settings(SessionId account) {
        return locked(account, AccountMemory::settings);
    }

    @Override
    public Optional<Bytes> document(SessionId account, ConfigType type) {
        return locked(account, memory -> memory.document(type));
    }

    @Override
    public Set<SessionId> groups(SessionId account) {
        return locked(account, memory -> memory.groups.ids());
    }

    @Override
    public Optional<Bytes> groupPart(SessionId account, SessionId group, GroupPart part) {
        return locked(account, memory -> memory.groups.part(group, part));
    }

    @Override
    public List<HeldMessage> held(SessionId account, SessionId group) {
        return locked(account, memory -> memory.groups.held(group));
    }

    @Override
    public FileCache files(SessionId account) {
        return locked(account, memory -> memory.files);
    }

    @Override
    public boolean wipe(SessionId account) {
        requireOpen();
        accounts.remove(account);
        return true;
    }

    @Override
    public void close() {
        closed = true;
        accounts.clear();
    }

    @CanIgnoreReturnValue
    private <T> T locked(SessionId account, Function<AccountMemory, T> work) {
        requireOpen();
        AccountMemory memory = accounts.computeIfAbsent(account, id -> new AccountMemory());
        memory.lock.lock();
        try {
            return work.apply(memory);
        } finally {
            memory.lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store is closed", null);
        }
    }
}
