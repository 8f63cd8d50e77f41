package org.session4j.client.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/** What one account remembers of its groups, in memory. Guarded by the lock of {@link AccountMemory}. */
final class MemoryGroups {

    private static final Comparator<HeldMessage> IN_ORDER =
            Comparator.comparing(HeldMessage::timestamp).thenComparing(HeldMessage::hash);

    private final Map<SessionId, Map<GroupPart, Bytes>> parts = new HashMap<>();
    private final Map<SessionId, Map<MessageHash, HeldMessage>> held = new HashMap<>();

    void put(StoreChange.PutGroupPart change) {
        parts.computeIfAbsent(change.group(), group -> new EnumMap<>(GroupPart.class))
                .put(change.part(), change.dump());
    }

    void put(HeldMessage message) {
        held.computeIfAbsent(message.group(), group -> new HashMap<>()).put(message.hash(), message);
    }

    void removeHeld(SessionId group, MessageHash hash) {
        held.getOrDefault(group, new HashMap<>()).remove(hash);
    }

    void remove(SessionId group) {
        parts.remove(group);
        held.remove(group);
    }

    Set<SessionId> ids() {
        return new HashSet<>(parts.keySet());
    }

    Optional<Bytes> part(SessionId group, GroupPart part) {
        return Optional.ofNullable(parts.getOrDefault(group, Map.of()).get(part));
    }

    List<HeldMessage> held(SessionId group) {
        List<HeldMessage> messages =
                new ArrayList<>(held.getOrDefault(group, Map.of()).values());
        messages.sort(IN_ORDER);
        return messages;
    }
}
