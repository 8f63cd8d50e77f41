package org.session4j.client.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.session4j.client.Arrival;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/** What one account said and saw, in memory. Guarded by {@link #lock}. */
final class AccountHistory {

    /** Old hashes are looked for whenever so many new ones have come. */
    private static final int SWEEP_INTERVAL = 1_000;

    /** What names a message everywhere (messages: timestamps of a message). */
    private record MessageKey(SessionId sender, Instant timestamp) {}

    final ReentrantLock lock = new ReentrantLock();

    private final Map<Conversation, List<ChatMessage>> conversations = new HashMap<>();
    private final Set<MessageKey> messages = new HashSet<>();
    private final Map<MessageHash, Instant> forgetAfter = new HashMap<>();
    private int sinceSweep;

    Set<MessageHash> append(List<Arrival> arrivals) {
        Set<MessageHash> fresh = new LinkedHashSet<>();
        for (Arrival arrival : arrivals) {
            if (remember(arrival) && insert(arrival)) {
                fresh.add(arrival.hash());
            }
        }
        return fresh;
    }

    /** Whether the hash is new. */
    private boolean remember(Arrival arrival) {
        if (++sinceSweep >= SWEEP_INTERVAL) {
            sinceSweep = 0;
            // What arrives now is to be forgotten a mailbox life, and the margin, from now.
            Instant now = arrival.forgetAfter().minus(AccountMailbox.LIFE).minus(AccountMailbox.LIFE_MARGIN);
            forgetAfter.values().removeIf(until -> until.isBefore(now));
        }
        return forgetAfter.putIfAbsent(arrival.hash(), arrival.forgetAfter()) == null;
    }

    /** Whether it is new, as far as the history is concerned. */
    private boolean insert(Arrival arrival) {
        ChatMessage message = arrival.chat();
        if (message == null) {
            return true;
        }
        if (!messages.add(new MessageKey(message.sender(), message.timestamp()))) {
            return false;
        }
        List<ChatMessage> history = conversations.computeIfAbsent(message.conversation(), key -> new ArrayList<>());
        int at = history.size();
        while (at > 0 && history.get(at - 1).timestamp().isAfter(message.timestamp())) {
            at--;
        }
        history.add(at, message);
        return true;
    }

    Set<MessageHash> seen(Set<MessageHash> hashes) {
        return hashes.stream().filter(forgetAfter::containsKey).collect(Collectors.toSet());
    }

    List<Conversation> conversations() {
        return conversations.entrySet().stream()
                .sorted(Comparator.comparing(
                        entry -> entry.getValue()
                                .get(entry.getValue().size() - 1)
                                .timestamp(),
                        Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    List<ChatMessage> of(Conversation conversation) {
        return List.copyOf(conversations.getOrDefault(conversation, List.of()));
    }
}
