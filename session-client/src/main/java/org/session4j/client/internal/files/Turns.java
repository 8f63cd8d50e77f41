package org.session4j.client.internal.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a few works be under way at a time; the others follow in their order. Safe for use by many threads. */
public final class Turns {

    private final Executor executor;

    /** Guards the two fields below; nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Turn<?>> waiting = new ArrayDeque<>();
    private int free;

    /**
     * @param executor where works begin
     */
    public Turns(int atATime, Executor executor) {
        this.free = atATime;
        this.executor = executor;
    }

    /**
     * Begins a work when it is its turn.
     *
     * @return ends as the work does; cancelling it cancels the work, or sees to it that it never begins
     */
    public <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> work) {
        Turn<T> turn = new Turn<>(work);
        lock.lock();
        try {
            waiting.addLast(turn);
        } finally {
            lock.unlock();
        }
        startNext();
        return turn.result;
    }

    private void startNext() {
        for (Turn<?> turn = next(); turn != null; turn = next()) {
            executor.execute(turn);
        }
    }

    private @Nullable Turn<?> next() {
        lock.lock();
        try {
            if (free == 0) {
                return null;
            }
            Turn<?> next = waiting.pollFirst();
            while (next != null && next.result.isDone()) {
                next = waiting.pollFirst();
            }
            if (next != null) {
                free--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            free++;
        } finally {
            lock.unlock();
        }
        startNext();
    }

    /** One work, and its result. */
    private final class Turn<T> implements Runnable {

        private final Supplier<CompletableFuture<T>> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Turn(Supplier<CompletableFuture<T>> work) {
            this.work = work;
        }

        @Override
        public void run() {
            CompletableFuture<T> running = begin();
            CompletableFuture<?> cancelling = result.whenComplete((value, failure) -> running.cancel(true));
            CompletableFuture<?> unused = running.whenComplete((value, failure) -> {
                ended();
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }

        private CompletableFuture<T> begin() {
            try {
                return work.get();
            } catch (RuntimeException | Error e) {
                CompletableFuture<T> failed = new CompletableFuture<>();
                failed.completeExceptionally(e);
                return failed;
            }
        }
    }
}
