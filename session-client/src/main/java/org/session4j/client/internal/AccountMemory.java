package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/** What one account remembers, in memory. Guarded by {@link #lock}. */
final class AccountMemory {

    /**
     * Where a message stands in its conversation.
     *
     * @param number in the order in which messages were put first
     */
    private record Place(Instant timestamp, long number) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::timestamp).thenComparing(Place::number);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Kept(ChatMessage message, Place place) {}

    private record Member(SessionId owner, Ed25519PublicKey node, Namespace namespace) {}

    private static final Comparator<Kept> BY_EXPIRY = Comparator.comparing(
                    (Kept kept) -> expiryOf(kept).orElse(Instant.MAX))
            .thenComparing(Kept::place);

    private static final Comparator<ConversationSummary> LATEST_FIRST = Comparator.comparing(
            summary -> summary.latest() == null ? Instant.MIN : summary.latest().timestamp(),
            Comparator.reverseOrder());

    final ReentrantLock lock = new ReentrantLock();
    final MemoryFiles files = new MemoryFiles();
    final MemoryGroups groups = new MemoryGroups();

    private final Map<MessageReference, Kept> messages = new HashMap<>();
    private final Map<Conversation, NavigableMap<Place, ChatMessage>> histories = new HashMap<>();
    private final NavigableSet<Kept> expiring = new TreeSet<>(BY_EXPIRY);
    private final Map<Conversation, ConversationState> states = new HashMap<>();
    private final Map<MessageHash, Instant> seen = new HashMap<>();
    private final Map<Member, ReadMark> readMarks = new HashMap<>();
    private final NavigableMap<Long, PendingMessage> pending = new TreeMap<>();
    private final Map<ConfigType, Bytes> documents = new EnumMap<>(ConfigType.class);
    private AccountSettings settings = AccountSettings.DEFAULT;
    private long messagesPut;

    /** Nothing here can fail half way. */
    void apply(StoreChange change) {
        if (change instanceof StoreChange.PutMessage put) {
            put(put.message());
        } else if (change instanceof StoreChange.RemoveMessage remove) {
            remove(remove.reference());
        } else if (change instanceof StoreChange.PutConversation put) {
            states.put(put.state().conversation(), put.state());
        } else if (change instanceof StoreChange.RemoveConversation remove) {
            remove(remove.conversation());
        } else if (change instanceof StoreChange.PutSeen put) {
            seen.put(put.hash(), put.forgetAfter());
        } else if (change instanceof StoreChange.ForgetSeen forget) {
            seen.values().removeIf(until -> until.isBefore(forget.now()));
        } else if (change instanceof StoreChange.PutReadMark put) {
            put(put.mark());
        } else if (change instanceof StoreChange.ForgetReadMarks forget) {
            readMarks.keySet().removeIf(member -> member.owner().equals(forget.owner()));
        } else if (change instanceof StoreChange.PutPending put) {
            pending.put(put.message().number(), put.message());
        } else if (change instanceof StoreChange.RemovePending remove) {
            pending.remove(remove.number());
        } else if (change instanceof StoreChange.PutSettings put) {
            settings = put.settings();
        } else if (change instanceof StoreChange.PutDocument put) {
            documents.put(put.type(), put.dump());
        } else {
            applyToGroup(change);
        }
    }

    private void applyToGroup(StoreChange change) {
        if (change instanceof StoreChange.PutGroupPart put) {
            groups.put(put);
        } else if (change instanceof StoreChange.RemoveGroup remove) {
            groups.remove(remove.group());
            readMarks.keySet().removeIf(member -> member.owner().equals(remove.group()));
        } else if (change instanceof StoreChange.PutHeld put) {
            groups.put(put.message());
        } else if (change instanceof StoreChange.RemoveHeld remove) {
            groups.removeHeld(remove.group(), remove.hash());
        }
    }

    private void put(ReadMark mark) {
        readMarks.put(new Member(mark.owner(), mark.node(), mark.namespace()), mark);
    }

    private void put(ChatMessage message) {
        Kept before = remove(message.reference());
        Place place = before == null ? new Place(message.timestamp(), messagesPut++) : before.place();
        Kept kept = new Kept(message, place);
        messages.put(message.reference(), kept);
        histories
                .computeIfAbsent(message.conversation(), conversation -> new TreeMap<>())
                .put(place, message);
        if (message.expiresAt() != null) {
            expiring.add(kept);
        }
    }

    @CanIgnoreReturnValue
    private @Nullable Kept remove(MessageReference reference) {
        Kept kept = messages.remove(reference);
        if (kept != null) {
            Conversation conversation = kept.message().conversation();
            NavigableMap<Place, ChatMessage> history = history(conversation);
            history.remove(kept.place());
            if (history.isEmpty()) {
                histories.remove(conversation);
            }
            expiring.remove(kept);
        }
        return kept;
    }

    private void remove(Conversation conversation) {
        states.remove(conversation);
        for (ChatMessage message : new ArrayList<>(history(conversation).values())) {
            remove(message.reference());
        }
    }

    private NavigableMap<Place, ChatMessage> history(Conversation conversation) {
        return histories.getOrDefault(conversation, new TreeMap<>());
    }

    private static Optional<Instant> expiryOf(Kept kept) {
        return Optional.ofNullable(kept.message().expiresAt());
    }

    Optional<ChatMessage> message(MessageReference reference) {
        return Optional.ofNullable(messages.get(reference)).map(Kept::message);
    }

    List<ChatMessage> history(Conversation conversation, Instant before, int limit) {
        Collection<ChatMessage> earlier = history(conversation)
                .headMap(new Place(before, Long.MIN_VALUE), false)
                .values();
        return earlier.stream().skip(Math.max(0, earlier.size() - limit)).collect(Collectors.toList());
    }

    List<ChatMessage> unread(Conversation conversation, Instant upTo) {
        return history(conversation).headMap(new Place(upTo, Long.MAX_VALUE), true).values().stream()
                .filter(ChatMessage::isUnread)
                .collect(Collectors.toList());
    }

    List<ChatMessage> expiring(Instant until, int limit) {
        return expiring.stream()
                .map(Kept::message)
                .filter(message ->
                        message.expiresAt() != null && !message.expiresAt().isAfter(until))
                .limit(limit)
                .collect(Collectors.toList());
    }

    Optional<Instant> nextExpiry() {
        return expiring.isEmpty() ? Optional.empty() : expiryOf(expiring.first());
    }

    List<ConversationSummary> conversations() {
        Set<Conversation> known = new HashSet<>(histories.keySet());
        known.addAll(states.keySet());
        return known.stream().map(this::summary).sorted(LATEST_FIRST).collect(Collectors.toList());
    }

    private ConversationSummary summary(Conversation conversation) {
        NavigableMap<Place, ChatMessage> history = history(conversation);
        long unread = history.values().stream().filter(ChatMessage::isUnread).count();
        return new ConversationSummary(
                conversation(conversation).orElse(ConversationState.initial(conversation)),
                (int) unread,
                history.isEmpty() ? null : history.lastEntry().getValue());
    }

    Optional<ConversationState> conversation(Conversation conversation) {
        return Optional.ofNullable(states.get(conversation));
    }

    Set<MessageHash> seen(Set<MessageHash> hashes) {
        return hashes.stream().filter(seen::containsKey).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<ReadMark> readMarks() {
        return List.copyOf(readMarks.values());
    }

    List<PendingMessage> pending() {
        return List.copyOf(pending.values());
    }

    AccountSettings settings() {
        return settings;
    }

    Optional<Bytes> document(ConfigType type) {
        return Optional.ofNullable(documents.get(type));
    }
}
