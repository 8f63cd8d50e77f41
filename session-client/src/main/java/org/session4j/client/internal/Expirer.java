package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.internal.rules.ReadingRules;

/**
 * Deletes messages when they are due, and at the start what became due meanwhile (messages: disappearing messages).
 *
 * <pre>
 *   network time known ─▶ delete what is due ─▶ pause until the next is ─▶ delete what is due ─▶ ...
 *                                                  └──an earlier one came: a shorter pause
 * </pre>
 */
final class Expirer implements AutoCloseable {

    private static final int BATCH = 200;

    /** Machines sleep and clocks are corrected, so the time is looked at again at least so often. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** A store that failed may have better luck then. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final AccountMailbox mailbox;
    private final Failures failures;
    private final Executor workers;
    private final Timer timer;
    private final Patience patience;

    /** Guards the fields below; nothing but the timer is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Instant next;
    private Runnable cancelNext = () -> {};
    private boolean closed;

    Expirer(
            Ledger ledger,
            AccountMailbox mailbox,
            Failures failures,
            Executor workers,
            Timer timer,
            Patience patience) {
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.failures = failures;
        this.workers = workers;
        this.timer = timer;
        this.patience = patience;
    }

    /** With a local clock that is wrong too much would be deleted: it only counts if the network cannot be asked. */
    void start() {
        CompletableFuture<?> unused =
                patience.await(mailbox.time()).whenCompleteAsync((time, failure) -> run(), workers);
    }

    /** A message is to be deleted at that time. */
    void watch(Instant expiry) {
        Instant now = mailbox.timeNow();
        Instant latest = now.plus(LONGEST_PAUSE);
        Instant at = expiry.isBefore(latest) ? expiry : latest;
        lock.lock();
        try {
            if (closed || (next != null && !at.isBefore(next))) {
                return;
            }
            cancelNext.run();
            next = at;
            cancelNext = timer.after(at.isBefore(now) ? Duration.ZERO : Duration.between(now, at), this::run);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        if (!begins()) {
            return;
        }
        try {
            while (deleteDue() == BATCH) {
                // There may be more.
            }
            ledger.store().nextExpiry(ledger.account()).ifPresent(this::watch);
        } catch (RuntimeException | Error storeFailed) {
            failures.report(storeFailed);
            watch(mailbox.timeNow().plus(AFTER_FAILURE));
        }
    }

    /** What is put from now on is either found by this run, or makes another one. */
    private boolean begins() {
        lock.lock();
        try {
            next = null;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private int deleteDue() {
        return ledger.change(draft -> {
            Instant now = mailbox.timeNow();
            List<ChatMessage> due = ledger.store().expiring(ledger.account(), now, BATCH);
            ReadingRules.expire(draft, due, now);
            return due.size();
        });
    }

    /** What is due later is deleted by a later client. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            cancelNext.run();
        } finally {
            lock.unlock();
        }
    }
}
