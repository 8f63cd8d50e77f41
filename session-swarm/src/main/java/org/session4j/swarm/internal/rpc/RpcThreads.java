package org.session4j.swarm.internal.rpc;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread {@code session-oxend} that asks, and {@code session-oxend-timer} that ends what takes too long. Both are
 * daemons, start when there is work and end without it.
 */
final class RpcThreads implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor worker;
    private final ScheduledThreadPoolExecutor timer;

    RpcThreads() {
        worker = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("session-oxend"));
        worker.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, named("session-oxend-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Does one thing after the other; false after {@link #close()}. */
    boolean run(Runnable task) {
        try {
            worker.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** What waits is dropped; the limit of what is under way still holds. */
    @Override
    public void close() {
        worker.shutdownNow();
        timer.shutdown();
    }
}
