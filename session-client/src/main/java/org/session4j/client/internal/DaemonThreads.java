package org.session4j.client.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Daemon threads with names that tell whose they are. */
final class DaemonThreads implements ThreadFactory {

    private static final Logger LOG = LoggerFactory.getLogger(DaemonThreads.class);

    /** Which pool the current thread belongs to, so that a pool is never waited for by one of its own threads. */
    private static final ThreadLocal<ThreadFactory> OWNER = new ThreadLocal<>();

    private final String name;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();

    DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        started.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
        Thread thread = new Thread(
                () -> {
                    OWNER.set(this);
                    work.run();
                },
                name + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        started.add(thread);
        return thread;
    }

    private boolean ownsCurrentThread() {
        return OWNER.get() == this;
    }

    /** Waits until all threads of a pool that was shut down have ended, but not for the calling thread itself. */
    static void awaitEnd(ThreadPoolExecutor pool, Duration limit) {
        DaemonThreads threads = (DaemonThreads) pool.getThreadFactory();
        if (threads.ownsCurrentThread()) {
            return;
        }
        try {
            if (!pool.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a thread of a closed client is held up by code that it called");
                return;
            }
            for (Thread last : threads.started) {
                last.join(); // it has no more to do than to end
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
