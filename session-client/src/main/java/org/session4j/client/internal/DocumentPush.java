package org.session4j.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.Timing;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigTooLargeException;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.documents.ConvoInfoVolatile;
import org.session4j.swarm.MessageHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the account's changed documents into its swarm, all that have changed together and one push at a time (config:
 * push, confirm, obsolete). What a push has made obsolete is deleted once the push is safe, never before. Nothing is pushed
 * before the first poll: what the other devices have written is merged first.
 */
final class DocumentPush implements DocumentExpiry.Kept, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentPush.class);

    private static final Duration LAST_PUSH_WAITS = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final ConfigKeys keys;
    private final AccountMailbox mailbox;
    private final Executor workers;
    private final DocumentStorage storage;
    private final StepLoop loop;

    /** Guards the field below; nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Set<ConfigType> lost = EnumSet.noneOf(ConfigType.class);

    private volatile CompletableFuture<?> storing = CompletableFuture.completedFuture(null);

    DocumentPush(
            Ledger ledger,
            ConfigKeys keys,
            AccountMailbox mailbox,
            Failures failures,
            Timing timing,
            Executor workers,
            Timer timer,
            Patience patience) {
        this.ledger = ledger;
        this.keys = keys;
        this.mailbox = mailbox;
        this.workers = workers;
        this.storage = new DocumentStorage(patience);
        this.loop = new StepLoop(
                new StepLoop.Work() {
                    @Override
                    public boolean isDue() {
                        return ledger.documents().needPush() || isAnyLost();
                    }

                    @Override
                    public CompletableFuture<Boolean> step() {
                        return push();
                    }
                },
                failures,
                timing,
                workers,
                timer);
    }

    /** What one member had is merged; to be called after each poll. */
    void polled() {
        loop.begin();
    }

    @Override
    public Set<StorageHash> hashes() {
        Set<StorageHash> current = new TreeSet<>();
        ledger.documents().all().forEach(document -> current.addAll(document.currentHashes()));
        return current;
    }

    /** The swarm gets the same messages again. */
    @Override
    public void lost(Set<StorageHash> hashes) {
        lock.lock();
        try {
            for (ConfigDocument document : ledger.documents().all()) {
                if (!Collections.disjoint(document.currentHashes(), hashes)) {
                    lost.add(document.type());
                }
            }
        } finally {
            lock.unlock();
        }
        loop.wake();
    }

    /** Something may have to be pushed. */
    void wake() {
        loop.wake();
    }

    private boolean isAnyLost() {
        lock.lock();
        try {
            return !lost.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private Set<ConfigType> takeLost() {
        lock.lock();
        try {
            Set<ConfigType> taken = EnumSet.noneOf(ConfigType.class);
            taken.addAll(lost);
            lost.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Boolean> push() {
        Set<ConfigType> renewed = takeLost();
        List<ConfigPush> pushes = ledger.change(draft -> handOut(draft, renewed));
        storage.remember(pushes);
        CompletableFuture<Boolean> pushing = storage.store(mailbox, DocumentStorage.messages(pushes))
                .handleAsync((stored, failure) -> stored(pushes, stored), workers);
        storing = pushing;
        return pushing;
    }

    /** From now on the documents know that they are under way, also after a crash: a change makes another message. */
    private List<ConfigPush> handOut(Draft draft, Set<ConfigType> renewed) {
        List<ConfigPush> pushes = new ArrayList<>();
        for (ConfigDocument document : draft.documents().all()) {
            if (document.needsPush() || renewed.contains(document.type())) {
                ConfigPush push = push(document);
                draft.adopt(draft.documents().with(push.document()));
                pushes.add(push);
            }
        }
        return pushes;
    }

    private ConfigPush push(ConfigDocument document) {
        try {
            return document.type() == ConfigType.CONVO_INFO_VOLATILE
                    ? ConvoInfoVolatile.of(document)
                            .withoutStale(mailbox.timeNow())
                            .document()
                            .push(keys)
                    : document.push(keys);
        } catch (ConfigTooLargeException e) {
            throw new IllegalStateException("a shared document has grown too large to be pushed", e);
        }
    }

    private boolean stored(List<ConfigPush> pushes, @Nullable Map<OwnMessage, MessageHash> stored) {
        Map<OwnMessage, MessageHash> safe = stored == null ? Map.of() : stored;
        List<ConfigPush> done = DocumentStorage.safe(pushes, safe);
        List<ReadMark> again = ledger.change(draft -> {
            done.forEach(push -> confirm(draft, push, safe));
            return DocumentStorage.readAgain(ledger, draft, safe.values());
        });
        mailbox.resume(again);
        storage.deleteObsolete(mailbox, done, safe, type -> ledger.documents().get(type));
        return done.size() == pushes.size();
    }

    private static void confirm(Draft draft, ConfigPush push, Map<OwnMessage, MessageHash> stored) {
        Documents documents = draft.documents();
        ConfigDocument document = documents.get(push.document().type());
        draft.adopt(documents.with(DocumentStorage.confirm(document, push, stored)));
    }

    /** After closing: gives a push under way a moment, so that nothing of it comes later. */
    void awaitEnd() {
        try {
            Object unused = storing.get(LAST_PUSH_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the last push did not end well");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not pushed is pushed by a later client, if the store remembers it. */
    @Override
    public void close() {
        loop.close();
    }
}
