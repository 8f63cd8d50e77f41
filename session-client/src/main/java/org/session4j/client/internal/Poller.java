package org.session4j.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ConnectionState;
import org.session4j.onion.Timing;
import org.session4j.swarm.PollResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the mailbox again and again: one poll at a time, each at the next member of the swarm, so that what one
 * member lost or keeps back is found at another (network: rhythm).
 *
 * <pre>
 *   poll ──answered──▶ record ──▶ pause POLL ──▶ poll
 *     │                  └──member has more──▶ poll the same member
 *     └──failed──▶ pause, doubling up to POLL_CAP ──▶ poll
 * </pre>
 */
final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    /** So many answers in a row are taken from one member: it could go on for ever. */
    private static final int MAX_PAGES = 64;

    /** One member may fail without the network being gone. */
    private static final int FAILURES_UNTIL_OFFLINE = 2;

    private final OwnMailbox mailbox;
    private final PollKeeper keeper;
    private final Failures failures;
    private final Timing timing;
    private final Executor workers;
    private final Timer timer;
    private final Patience patience;

    /** Guards the fields below; nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private Runnable cancelNext = () -> {};
    private boolean closed;

    /** Only touched by the poll under way. */
    private int failuresInRow;

    private int pages;

    Poller(
            OwnMailbox mailbox,
            PollKeeper keeper,
            Failures failures,
            Timing timing,
            Executor workers,
            Timer timer,
            Patience patience) {
        this.mailbox = mailbox;
        this.keeper = keeper;
        this.failures = failures;
        this.timing = timing;
        this.workers = workers;
        this.timer = timer;
        this.patience = patience;
    }

    /** May be called once. */
    void start() {
        workers.execute(this::poll);
    }

    private void poll() {
        if (isClosed()) {
            return;
        }
        if (keeper.isBehind()) {
            pause(timing.get(Timing.Span.POLL));
            return;
        }
        pages = 0;
        ask(mailbox::poll);
    }

    private void ask(Supplier<CompletableFuture<PollResult>> question) {
        try {
            CompletableFuture<PollResult> unused =
                    patience.await(question.get()).whenCompleteAsync(this::answered, workers);
        } catch (RuntimeException | Error bug) {
            failed();
            failures.report(bug);
        }
    }

    private void answered(@Nullable PollResult result, @Nullable Throwable failure) {
        if (isClosed()) {
            return;
        }
        try {
            follow(result);
        } catch (RuntimeException | Error bug) {
            failed();
            failures.report(bug);
        }
    }

    private void follow(@Nullable PollResult result) {
        if (result == null || !keeper.isAnswer(result)) {
            failed();
            return;
        }
        failuresInRow = 0;
        keeper.connection(ConnectionState.ONLINE);
        if (record(result) && result.more() && ++pages < MAX_PAGES) {
            ask(() -> mailbox.poll(result.member()));
        } else {
            keeper.polled();
            pause(timing.get(Timing.Span.POLL));
        }
    }

    /** Whether all that was found is safe; if not, it is offered again by a later poll. */
    private boolean record(PollResult result) {
        try {
            keeper.record(result);
            mailbox.acknowledge(result);
            return true;
        } catch (RuntimeException | Error storeFailed) {
            // Whatever it is, later polls may have better luck.
            failures.report(storeFailed);
            return false;
        }
    }

    private void failed() {
        failuresInRow++;
        LOG.debug("poll failed, {} in a row", failuresInRow);
        pause(timing.backOff(Timing.Span.POLL, Timing.Span.POLL_CAP, failuresInRow));
        if (failuresInRow >= FAILURES_UNTIL_OFFLINE) {
            keeper.connection(ConnectionState.OFFLINE);
        }
    }

    private void pause(Duration pause) {
        Runnable cancel = timer.after(pause, this::poll);
        lock.lock();
        try {
            cancelNext = cancel;
            if (!closed) {
                return;
            }
        } finally {
            lock.unlock();
        }
        cancel.run();
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** No further poll begins; what one under way finds is left unacknowledged. */
    @Override
    public void close() {
        Runnable cancel;
        lock.lock();
        try {
            closed = true;
            cancel = cancelNext;
        } finally {
            lock.unlock();
        }
        cancel.run();
    }
}
