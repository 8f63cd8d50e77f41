package org.session4j.swarm.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few daemon threads named {@code session-swarm-N}; they start when there is work and end on close. */
public final class ThreadScheduler implements Scheduler {

    private static final int MAX_THREADS = 4;
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 2;

    private final ScheduledThreadPoolExecutor threads;
    private final Set<Thread> own = ConcurrentHashMap.newKeySet();

    public ThreadScheduler() {
        AtomicInteger number = new AtomicInteger();
        int size = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        threads = new ScheduledThreadPoolExecutor(size, task -> {
            own.removeIf(started -> started.getState() == Thread.State.TERMINATED);
            Thread thread = new Thread(task, "session-swarm-" + number.incrementAndGet());
            thread.setDaemon(true);
            own.add(thread);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Executor executor() {
        return threads;
    }

    @Override
    public CompletableFuture<Void> after(Duration pause) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            Future<?> unused = threads.schedule(() -> done.complete(null), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (own.contains(Thread.currentThread())) {
            return; // it cannot wait for itself
        }
        try {
            if (threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                for (Thread last : own) {
                    last.join(); // it has no more to do than to end
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
