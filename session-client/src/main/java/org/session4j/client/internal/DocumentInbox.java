package org.session4j.client.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.rules.Errand;
import org.session4j.client.internal.rules.SyncRules;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigState;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.StoredConfig;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoredMessage;

/**
 * Merges what other devices have pushed: all that a poll found of a document in one go (config: merging). The documents,
 * what follows from them and how far the member was read are kept in one step, and only then told. What cannot be opened
 * costs nothing but the reading.
 */
final class DocumentInbox {

    private final Ledger ledger;
    private final ConfigKeys keys;
    private final AccountMailbox mailbox;

    DocumentInbox(Ledger ledger, ConfigKeys keys, AccountMailbox mailbox) {
        this.ledger = ledger;
        this.keys = keys;
        this.mailbox = mailbox;
    }

    /** Returns when everything is kept; throws what the store throws, and has then told nobody anything. */
    void record(PollResult result) {
        if (Documents.TYPES.stream().anyMatch(type -> !found(result, type).isEmpty())) {
            ledger.update(draft -> keep(draft, result));
        }
    }

    private void keep(Draft draft, PollResult result) {
        Instant now = mailbox.timeNow();
        Documents merged = draft.documents();
        for (ConfigType type : Documents.TYPES) {
            List<StoredMessage> found = found(result, type);
            if (!found.isEmpty()) {
                ConfigDocument document = merge(merged.get(type), found, now);
                merged = merged.with(document);
                deleteOverdue(draft, document, found);
                StoredMessage last = found.get(found.size() - 1);
                draft.add(new StoreChange.PutReadMark(
                        new ReadMark(result.account(), result.member().ed25519(), namespace(type), last.hash())));
            }
        }
        SyncRules.follow(draft, merged, now);
    }

    /** The own message, found again, says nothing new. */
    private ConfigDocument merge(ConfigDocument document, List<StoredMessage> found, Instant now) {
        SortedSet<StorageHash> current = document.currentHashes();
        List<StoredConfig> others = new ArrayList<>();
        for (StoredMessage message : found) {
            StorageHash hash = new StorageHash(message.hash().toString());
            if (!current.contains(hash)) {
                others.add(new StoredConfig(hash, message.data()));
            }
        }
        return others.isEmpty() ? document : document.merge(others, keys, now).document();
    }

    /**
     * What is obsolete and yet there was stored again by a device that had not heard of what follows. It hides that from
     * devices that have read up to it before, so it goes at once; otherwise the next push would take it away.
     */
    private static void deleteOverdue(Draft draft, ConfigDocument document, List<StoredMessage> found) {
        if (document.state() == ConfigState.CLEAN) {
            List<MessageHash> overdue = found.stream()
                    .map(StoredMessage::hash)
                    .filter(hash -> document.obsoleteHashes().contains(new StorageHash(hash.toString())))
                    .collect(Collectors.toList());
            if (!overdue.isEmpty()) {
                draft.then(new Errand.DeleteCopies(overdue));
            }
        }
    }

    private static List<StoredMessage> found(PollResult result, ConfigType type) {
        return result.messages(namespace(type));
    }

    static Namespace namespace(ConfigType type) {
        return Namespace.of(type.namespace());
    }
}
