package org.session4j.client.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.session4j.client.Arrival;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.MessageStore;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/** A store that forgets with the object. Each account has a lock of its own; nothing is called under it. */
public final class InMemoryMessageStore implements MessageStore {

    private final Map<SessionId, AccountHistory> accounts = new ConcurrentHashMap<>();

    @Override
    public Set<MessageHash> append(SessionId account, List<Arrival> arrivals) {
        return locked(account, history -> history.append(arrivals));
    }

    @Override
    public Set<MessageHash> seen(SessionId account, Set<MessageHash> hashes) {
        return locked(account, history -> history.seen(hashes));
    }

    @Override
    public List<Conversation> conversations(SessionId account) {
        return locked(account, AccountHistory::conversations);
    }

    @Override
    public List<ChatMessage> history(SessionId account, Conversation conversation) {
        return locked(account, history -> history.of(conversation));
    }

    private <T> T locked(SessionId account, Function<AccountHistory, T> work) {
        AccountHistory history = accounts.computeIfAbsent(account, id -> new AccountHistory());
        history.lock.lock();
        try {
            return work.apply(history);
        } finally {
            history.lock.unlock();
        }
    }
}
