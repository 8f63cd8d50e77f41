package org.session4j.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Timing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one step after the other as long as there is something to do. What comes up within a pause is done together; what
 * fails is tried again, rarer each time. Nothing is done before {@link #begin}.
 *
 * <pre>
 *   due ─▶ pause PUSH ─▶ step ──done──▶ still due? ─▶ pause PUSH
 *                         └──failed──▶ pause, doubling up to POLL_CAP ─▶ step
 * </pre>
 */
final class StepLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepLoop.class);

    private final Work work;
    private final Failures failures;
    private final Timing timing;
    private final Executor workers;
    private final Timer timer;

    /** Guards the fields below; nothing but the timer is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private Runnable cancelNext = () -> {};
    private boolean begun;
    private boolean busy;
    private boolean closed;

    /** Only touched by the step under way. */
    private int failuresInRow;

    StepLoop(Work work, Failures failures, Timing timing, Executor workers, Timer timer) {
        this.work = work;
        this.failures = failures;
        this.timing = timing;
        this.workers = workers;
        this.timer = timer;
    }

    /** What is done. Steps follow each other, each seeing what the one before wrote. */
    interface Work {

        boolean isDue();

        /** Ends with whether it went well; a failure is one of ours, or of the store. */
        CompletableFuture<Boolean> step();
    }

    /** From now on steps are taken; may be called again. */
    void begin() {
        lock.lock();
        try {
            begun = true;
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** There may be something to do. */
    void wake() {
        boolean isDue = work.isDue();
        lock.lock();
        try {
            if (begun && !busy && !closed && isDue) {
                busy = true;
                cancelNext = timer.after(timing.get(Timing.Span.PUSH), this::step);
            }
        } finally {
            lock.unlock();
        }
    }

    private void step() {
        try {
            CompletableFuture<Boolean> unused = work.step().whenCompleteAsync(this::ended, workers);
        } catch (RuntimeException | Error failure) {
            ended(null, failure);
        }
    }

    private void ended(@Nullable Boolean done, @Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause = NetworkFailures.cause(failure);
            failures.report(cause == null ? failure : cause);
        }
        if (Boolean.TRUE.equals(done)) {
            rest();
        } else {
            again();
        }
    }

    private void rest() {
        failuresInRow = 0;
        lock.lock();
        try {
            busy = false;
        } finally {
            lock.unlock();
        }
        wake();
    }

    private void again() {
        failuresInRow++;
        LOG.debug("a step failed, {} in a row", failuresInRow);
        lock.lock();
        try {
            if (!closed) {
                cancelNext =
                        timer.after(timing.backOff(Timing.Span.PUSH, Timing.Span.POLL_CAP, failuresInRow), this::step);
            }
        } finally {
            lock.unlock();
        }
    }

    /** No further step begins. */
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
