package org.session4j.client.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all clients of one network connection share: one timer, as many workers as the machine has
 * processors, and as many callback threads as users' callbacks hold up at the same time.
 */
public final class Workers implements Timer, AutoCloseable {

    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final Duration CLOSE_WAITS = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor callbacks;

    public Workers() {
        timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("session-client-timer"));
        timer.setRemoveOnCancelPolicy(true);
        int processors = Runtime.getRuntime().availableProcessors();
        workers = new ThreadPoolExecutor(
                processors,
                processors,
                LINGER.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads("session-client-worker"));
        workers.allowCoreThreadTimeOut(true);
        callbacks = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                LINGER.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                new DaemonThreads("session-client-callback"));
    }

    /** For sealing, opening and recording messages; what is handed in after closing is dropped. */
    public Executor executor() {
        return work -> run(workers, work);
    }

    /** For what users hang on futures: it may block without holding up anything else. Never drops anything. */
    public Executor callbacks() {
        return work -> {
            if (!run(callbacks, work)) {
                work.run();
            }
        };
    }

    @Override
    public Runnable after(Duration pause, Runnable work) {
        try {
            ScheduledFuture<?> scheduled =
                    timer.schedule(() -> run(workers, work), pause.toMillis(), TimeUnit.MILLISECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** Whether the pool still takes work. */
    @CanIgnoreReturnValue
    private static boolean run(ThreadPoolExecutor pool, Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Ends the threads; what has not begun is dropped. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        callbacks.shutdown();
        DaemonThreads.awaitEnd(timer, CLOSE_WAITS);
        DaemonThreads.awaitEnd(workers, CLOSE_WAITS);
        DaemonThreads.awaitEnd(callbacks, CLOSE_WAITS);
    }
}
