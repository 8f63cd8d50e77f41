package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.Errand;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.SessionId;

/**
 * The one way to change what an account remembers: read, decide and apply in one step, then tell of it. Changes of several
 * threads follow each other.
 */
final class Ledger implements AutoCloseable {

    private final SessionId account;
    private final MessageStore store;
    private final EventDispatcher events;
    private final Consumer<Errand> errands;

    /** The only lock under which a store is called: that a decision is still true when it is applied is its purpose. */
    private final ReentrantLock lock = new ReentrantLock();

    private boolean closed;

    /**
     * @param errands must not wait for anything
     */
    Ledger(SessionId account, MessageStore store, EventDispatcher events, Consumer<Errand> errands) {
        this.account = account;
        this.store = store;
        this.events = events;
        this.errands = errands;
    }

    SessionId account() {
        return account;
    }

    /** For reading only. */
    MessageStore store() {
        return store;
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
        Draft draft = new Draft(store, account);
        T result;
        lock.lock();
        try {
            if (closed) {
                throw new ClientClosedException();
            }
            result = work.apply(draft);
            if (!draft.changes().isEmpty()) {
                store.apply(account, draft.changes());
            }
            events.dispatch(draft.events());
        } finally {
            lock.unlock();
        }
        draft.errands().forEach(errands);
        return result;
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
