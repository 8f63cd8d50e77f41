package org.session4j.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.StorageHash;
import org.session4j.swarm.MessageHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts documents into the mailboxes through which they are shared (config: push, confirm, obsolete). Pushes follow each
 * other, each seeing what the one before wrote.
 */
final class DocumentStorage {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentStorage.class);

    /** As long as a swarm keeps anything (storage server: limits). */
    static final Duration LIFETIME = Duration.ofDays(30);

    /** So many messages go into one request (storage server: batch). */
    private static final int MESSAGES_PER_REQUEST = 20;

    private final Patience patience;
    private final Map<ConfigType, Set<StorageHash>> obsolete = new EnumMap<>(ConfigType.class);

    DocumentStorage(Patience patience) {
        this.patience = patience;
    }

    /** What a push stores. */
    static List<OwnMessage> messages(ConfigPush push) {
        return push.messages().stream()
                .map(data ->
                        new OwnMessage(DocumentInbox.namespace(push.document().type()), data))
                .collect(Collectors.toList());
    }

    /** The messages of pushes, in their order. */
    static List<OwnMessage> messages(List<ConfigPush> pushes) {
        return pushes.stream().flatMap(push -> messages(push).stream()).collect(Collectors.toList());
    }

    /** Those of which everything is safe. */
    static List<ConfigPush> safe(List<ConfigPush> pushes, Map<OwnMessage, MessageHash> stored) {
        return pushes.stream()
                .filter(push -> stored.keySet().containsAll(messages(push)))
                .collect(Collectors.toList());
    }

    /** The document after a push of it that is safe. */
    static ConfigDocument confirm(ConfigDocument document, ConfigPush push, Map<OwnMessage, MessageHash> stored) {
        List<StorageHash> hashes = messages(push).stream()
                .map(message -> name(Objects.requireNonNull(stored.get(message))))
                .collect(Collectors.toList());
        return document.confirm(push.seqno(), hashes);
    }

    static StorageHash name(MessageHash hash) {
        return new StorageHash(hash.toString());
    }

    /** A document that was taken over from elsewhere may hold names that are none of a swarm. */
    static List<MessageHash> hashes(Iterable<StorageHash> names) {
        List<MessageHash> hashes = new ArrayList<>();
        for (StorageHash name : names) {
            try {
                hashes.add(MessageHash.parse(name.value()));
            } catch (MalformedDataException e) {
                // No swarm holds anything by that name.
                continue;
            }
        }
        return hashes;
    }

    /**
     * Stores messages, one request after the other.
     *
     * @return the names of those that are safe
     */
    CompletableFuture<Map<OwnMessage, MessageHash>> store(OwnMailbox mailbox, List<OwnMessage> messages) {
        return store(mailbox, messages, 0, new HashMap<>());
    }

    private CompletableFuture<Map<OwnMessage, MessageHash>> store(
            OwnMailbox mailbox, List<OwnMessage> messages, int from, Map<OwnMessage, MessageHash> stored) {
        if (from >= messages.size()) {
            return CompletableFuture.completedFuture(stored);
        }
        int to = Math.min(messages.size(), from + MESSAGES_PER_REQUEST);
        return patience.await(mailbox.storeOwn(messages.subList(from, to), LIFETIME))
                .thenCompose(more -> {
                    stored.putAll(more);
                    return store(mailbox, messages, to, stored);
                });
    }

    /**
     * What is stored again after somebody has deleted it lies behind what was stored meanwhile. Whoever has read up to it
     * would pass over that, so everything is read once more.
     *
     * @return the marks from which to read
     */
    static List<ReadMark> readAgain(Ledger ledger, Draft draft, Collection<MessageHash> stored) {
        List<ReadMark> marks = new ArrayList<>();
        for (ReadMark mark : ledger.store().readMarks(ledger.account())) {
            if (stored.contains(mark.lastHash())) {
                ReadMark again = new ReadMark(mark.owner(), mark.node(), mark.namespace(), MessageHash.NONE);
                marks.add(again);
                draft.add(new StoreChange.PutReadMark(again));
            }
        }
        return marks;
    }

    /** To be called with what a document hands out, which forgets what is obsolete then. */
    void remember(List<ConfigPush> pushes) {
        pushes.forEach(push -> obsolete.computeIfAbsent(push.document().type(), type -> new TreeSet<>())
                .addAll(push.obsolete()));
    }

    /**
     * Deletes what pushes that are safe have made obsolete. What another device has made current again stays. What cannot be
     * deleted ends by itself some day.
     *
     * @param current the documents as they are now
     */
    void deleteObsolete(
            OwnMailbox mailbox,
            List<ConfigPush> done,
            Map<OwnMessage, MessageHash> stored,
            Function<ConfigType, ConfigDocument> current) {
        Set<StorageHash> gone = new TreeSet<>();
        for (ConfigPush push : done) {
            ConfigType type = push.document().type();
            gone.addAll(obsolete.getOrDefault(type, Set.of()));
            obsolete.remove(type);
            gone.removeAll(current.apply(type).currentHashes());
        }
        stored.values().forEach(hash -> gone.remove(name(hash)));
        for (List<MessageHash> part : Reading.parts(hashes(gone), Reading.HASHES_PER_REQUEST)) {
            CompletableFuture<?> unused = mailbox.delete(part).whenComplete((answer, failure) -> {
                if (answer == null) {
                    LOG.debug("obsolete documents were not deleted");
                }
            });
        }
    }
}
