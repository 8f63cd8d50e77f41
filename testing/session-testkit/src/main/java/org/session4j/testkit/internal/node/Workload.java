package org.session4j.testkit.internal.node;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What the nodes have begun and not yet done, so that a test can wait for its end. Safe for use by many threads. */
public final class Workload {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();
    private long open;
    private boolean closed;

    private void begin() {
        lock.lock();
        try {
            open++;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            open--;
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The same task, which counts as work from now on until it has run. */
    Runnable task(Runnable task) {
        begin();
        return () -> {
            try {
                task.run();
            } finally {
                end();
            }
        };
    }

    /** Does what counts as work until its result is there. */
    public <T> CompletionStage<T> track(Supplier<CompletionStage<T>> work) {
        begin();
        try {
            return work.get().whenComplete((result, failure) -> end());
        } catch (RuntimeException failed) {
            end();
            throw failed;
        }
    }

    /** Waits until nothing is left to do, or {@link #close()}. */
    public void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            while (open > 0 && !closed) {
                done.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is open will never be done: nobody waits for it any longer. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
