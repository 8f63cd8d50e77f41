package org.session4j.client.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.session4j.client.EventListener;
import org.session4j.client.SessionEvent;
import org.session4j.client.Subscription;

/**
 * Calls the listeners of one client, one event after the other, on a thread of its own that exists only while there are
 * events. Events that come before the first listener are kept for it, the latest {@value #KEPT} of them.
 */
public final class EventDispatcher implements AutoCloseable {

    private static final int KEPT = 1_000;
    private static final Duration THREAD_LINGERS = Duration.ofSeconds(5);
    private static final Duration CLOSE_WAITS = Duration.ofSeconds(5);

    private final Failures failures;
    private final ThreadPoolExecutor thread;
    private final List<Subscribed> subscribed = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Guards the two fields below; nothing is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<SessionEvent> unheard = new ArrayDeque<>();
    private boolean heard;
    private volatile boolean closed;

    /** Equal only to itself: one listener may subscribe twice, and each subscription ends by itself. */
    private static final class Subscribed {

        private final EventListener listener;

        Subscribed(EventListener listener) {
            this.listener = listener;
        }
    }

    public EventDispatcher(Failures failures) {
        this.failures = failures;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                THREAD_LINGERS.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads("session-client-events"));
        thread.allowCoreThreadTimeOut(true);
    }

    public Subscription subscribe(EventListener listener) {
        Subscribed mine = new Subscribed(listener);
        lock.lock();
        try {
            subscribed.add(mine);
            heard = true;
            unheard.forEach(this::enqueue);
            unheard.clear();
        } finally {
            lock.unlock();
        }
        return () -> subscribed.remove(mine);
    }

    /** Queues events, which are then told in the order given. */
    public void dispatch(List<? extends SessionEvent> events) {
        lock.lock();
        try {
            for (SessionEvent event : events) {
                if (heard) {
                    enqueue(event);
                } else {
                    keep(event);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(SessionEvent event) {
        if (unheard.size() == KEPT) {
            unheard.removeFirst();
        }
        unheard.addLast(event);
    }

    private void enqueue(SessionEvent event) {
        waiting.incrementAndGet();
        try {
            thread.execute(() -> tell(event));
        } catch (RejectedExecutionException closedMeanwhile) {
            waiting.decrementAndGet();
        }
    }

    private void tell(SessionEvent event) {
        try {
            for (Subscribed each : subscribed) {
                if (closed) {
                    return;
                }
                failures.guard(() -> each.listener.onEvent(event));
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Whether listeners are so far behind that fetching more would only pile it up. */
    public boolean isBehind() {
        return waiting.get() >= KEPT;
    }

    /**
     * Drops the events that wait and interrupts the listener that is being called; waits until its thread has ended, unless
     * called by that listener itself.
     */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        DaemonThreads.awaitEnd(thread, CLOSE_WAITS);
    }
}
