package org.session4j.onion.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a running client: the thread {@code session-onion}, and a few {@code session-onion-worker-N} that end when
 * there is nothing to do. All are daemons and end with {@link #close()}.
 */
public final class ThreadedLoop implements EventLoop, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadedLoop.class);
    private static final int MAX_WORKERS = 4;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor loop;
    private final ThreadPoolExecutor workers;
    private volatile boolean isClosing;

    public ThreadedLoop(Clock clock) {
        this.clock = clock;
        loop = new ScheduledThreadPoolExecutor(1, task -> thread(task, "session-onion"));
        loop.setRemoveOnCancelPolicy(true);
        int count = Math.max(2, Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors()));
        AtomicInteger number = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> thread(task, "session-onion-worker-" + number.incrementAndGet()));
        workers.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable task, String name) {
        threads.removeIf(started -> started.getState() == Thread.State.TERMINATED);
        Thread thread = new OwnThread(this, task, name);
        threads.add(thread);
        return thread;
    }

    @Override
    public boolean execute(Runnable task) {
        return submit(loop, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        if (isClosing) {
            return () -> {};
        }
        try {
            Future<?> future = loop.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException ended) {
            return () -> {};
        }
    }

    @Override
    public boolean work(Runnable task) {
        return submit(workers, task);
    }

    private static boolean submit(ExecutorService executor, Runnable task) {
        try {
            executor.execute(guarded(task));
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    /** A task that throws has a bug, which must neither go unseen nor end the loop. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a task of the onion client failed", e);
            }
        };
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Whether the current thread belongs to this loop, and so must not wait for its end. */
    public boolean isOwnThread() {
        return Thread.currentThread() instanceof OwnThread thread && thread.owner == this;
    }

    /**
     * Runs what was handed in, but for what is to come later, and ends the threads; waits for them for two seconds each,
     * unless called on one of them. A worker that the user keeps busy is interrupted then, and what none has begun, for
     * which somebody waits, is left to a thread of its own.
     */
    @Override
    public void close() {
        isClosing = true;
        loop.getQueue().removeIf(task -> task instanceof Delayed later && later.getDelay(TimeUnit.NANOSECONDS) > 0);
        loop.shutdown();
        boolean unused = awaitEnd(loop);
        workers.shutdown();
        if (awaitEnd(workers)) {
            joinThreads();
        } else {
            List<Runnable> rest = workers.shutdownNow();
            thread(() -> rest.forEach(Runnable::run), "session-onion-rest").start();
        }
    }

    /** False if it has not ended within the time, though it was waited for. */
    private boolean awaitEnd(ExecutorService executor) {
        if (isOwnThread()) {
            return true;
        }
        try {
            return executor.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Whoever interrupts just does not want to wait.
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Their pools have ended, so all that is left to them is to end. */
    private void joinThreads() {
        if (isOwnThread()) {
            return;
        }
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that knows whose it is. */
    private static final class OwnThread extends Thread {

        private final ThreadedLoop owner;

        OwnThread(ThreadedLoop owner, Runnable task, String name) {
            super(task, name);
            this.owner = owner;
            setDaemon(true);
        }
    }
}
