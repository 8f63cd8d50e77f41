package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.session4j.protocol.config.StorageHash;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.SwarmAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a swarm keep documents and keys for another 30 days, once a day, and finds out which of them it has lost (config: push,
 * confirm, obsolete).
 */
final class DocumentExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentExpiry.class);

    private static final Duration EXTEND_EVERY = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    /** One member alone may have lost a message, or lie about it. */
    private static final int MIN_CONFIRMATIONS = 2;

    private final Kept kept;
    private final Failures failures;
    private final Executor workers;

    private volatile Instant next = Instant.MIN;

    DocumentExpiry(Kept kept, Failures failures, Executor workers) {
        this.kept = kept;
        this.failures = failures;
        this.workers = workers;
    }

    /** What is to be kept. */
    interface Kept {

        Set<StorageHash> hashes();

        /** The swarm does not hold these any longer; some of them may not matter any more. */
        void lost(Set<StorageHash> hashes);
    }

    /** To be called after each poll. */
    void look(OwnMailbox mailbox) {
        Instant now = mailbox.timeNow();
        if (now.isBefore(next)) {
            return;
        }
        List<MessageHash> hashes = DocumentStorage.hashes(kept.hashes());
        if (!hashes.isEmpty()) {
            next = now.plus(AFTER_FAILURE);
            failures.guard(() -> extend(mailbox, hashes, now));
        }
    }

    private void extend(OwnMailbox mailbox, List<MessageHash> hashes, Instant now) {
        CompletableFuture<?> unused = mailbox.extend(hashes, now.plus(DocumentStorage.LIFETIME))
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (answer == null || answer.confirmations() == 0) {
                                LOG.debug("the swarm did not say that it keeps the documents");
                            } else {
                                next = now.plus(EXTEND_EVERY);
                                failures.guard(() -> tellLost(hashes, answer));
                            }
                        },
                        workers);
    }

    private void tellLost(List<MessageHash> asked, SwarmAnswer<ExpiryChange> answer) {
        Set<StorageHash> lost = new TreeSet<>();
        asked.forEach(hash -> lost.add(DocumentStorage.name(hash)));
        lost.removeAll(held(answer));
        if (!lost.isEmpty() && answer.confirmations() >= MIN_CONFIRMATIONS) {
            kept.lost(lost);
        }
    }

    private static Set<StorageHash> held(SwarmAnswer<ExpiryChange> answer) {
        Set<StorageHash> held = new HashSet<>();
        for (NodeOutcome<ExpiryChange> outcome : answer.outcomes().values()) {
            if (outcome instanceof NodeOutcome.Confirmed<ExpiryChange> confirmed) {
                confirmed.value().updated().keySet().forEach(hash -> held.add(DocumentStorage.name(hash)));
                confirmed.value().unchanged().keySet().forEach(hash -> held.add(DocumentStorage.name(hash)));
            }
        }
        return held;
    }
}
