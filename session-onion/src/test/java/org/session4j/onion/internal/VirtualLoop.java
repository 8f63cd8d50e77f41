package org.session4j.onion.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** An event loop on the thread of the test, whose time passes only when there is nothing left to do at once. */
public final class VirtualLoop implements EventLoop {

    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private record Entry(long atNanos, long number, Runnable task) {}

    private final PriorityQueue<Entry> queue =
            new PriorityQueue<>(Comparator.comparingLong(Entry::atNanos).thenComparingLong(Entry::number));
    private final Instant start;
    private long nanos;
    private long numbers;

    public VirtualLoop() {
        this(START);
    }

    public VirtualLoop(Instant start) {
        this.start = start;
    }

    @Override
    public boolean execute(Runnable task) {
        queue.add(new Entry(nanos, numbers++, task));
        return true;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(nanos + delay.toNanos(), numbers++, task);
        queue.add(entry);
        return () -> queue.remove(entry);
    }

    @Override
    public boolean work(Runnable task) {
        return execute(task);
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    /** Runs everything that is due within this time. */
    public void advance(Duration duration) {
        long end = nanos + duration.toNanos();
        while (!queue.isEmpty() && queue.peek().atNanos() <= end) {
            step();
        }
        nanos = end;
    }

    /** Runs until the condition holds; says so if there is nothing left that could bring it about. */
    public void runUntil(BooleanSupplier condition) {
        long limit = nanos + Duration.ofDays(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (queue.isEmpty() || queue.peek().atNanos() > limit) {
                throw new AssertionError("a day went by in vain");
            }
            step();
        }
    }

    /** Runs until the future is complete and gives its value. */
    public <T> T await(CompletableFuture<T> future) {
        runUntil(future::isDone);
        return future.join();
    }

    /** Runs until the future is complete, in whatever way. */
    @CanIgnoreReturnValue
    public <T> CompletableFuture<T> finish(CompletableFuture<T> future) {
        runUntil(future::isDone);
        return future;
    }

    private void step() {
        Entry next = queue.remove();
        nanos = Math.max(nanos, next.atNanos());
        next.task().run();
    }
}
