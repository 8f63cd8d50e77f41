package org.session4j.onion.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;

/**
 * Where everything lives that has a life: one thread that runs task after task, so that what only this thread touches
 * needs no lock. Nothing on it blocks or computes for long; that, and everything of the user's, is {@linkplain #work
 * work} for other threads.
 */
public interface EventLoop {

    /**
     * Runs a task on the loop, after those handed in before.
     *
     * @return false if the loop has ended; the task is then dropped
     */
    @CanIgnoreReturnValue
    boolean execute(Runnable task);

    /** Runs a task on the loop later; it is dropped if the loop ends before. */
    @CanIgnoreReturnValue
    Timer schedule(Duration delay, Runnable task);

    /**
     * Runs a task on some other thread.
     *
     * @return false if those have ended; the task is then dropped
     */
    @CanIgnoreReturnValue
    boolean work(Runnable task);

    /** Wall clock: for what is stored or compared over days. */
    Instant now();

    /** A clock that only goes forward: for round trips. */
    long nanoTime();

    /** A task that has not run yet. */
    interface Timer {
        void cancel();
    }
}
