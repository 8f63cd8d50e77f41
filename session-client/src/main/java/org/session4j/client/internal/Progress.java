package org.session4j.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.session4j.swarm.TransferListener;

/**
 * Tells a listener how far several uploads have come together: never backwards, one call at a time, the newest number only.
 * It may block: it is called on a thread of its own.
 */
final class Progress {

    private final TransferListener listener;
    private final Executor callbacks;
    private final Failures failures;
    private final long bytesInAll;
    private final AtomicLong reached = new AtomicLong();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private final CompletableFuture<Void> atEnd = new CompletableFuture<>();

    /** Touched by the call under way only. */
    private long told = -1;

    private volatile boolean muted;

    Progress(TransferListener listener, long bytesInAll, Executor callbacks, Failures failures) {
        this.listener = listener;
        this.bytesInAll = bytesInAll;
        this.callbacks = callbacks;
        this.failures = failures;
    }

    /** So many bytes are there, if not more already. */
    void reach(long bytes) {
        reached.accumulateAndGet(Math.min(bytes, bytesInAll), Math::max);
        begin();
    }

    /**
     * All bytes are there.
     *
     * @return done once the listener knows
     */
    CompletableFuture<Void> end() {
        reach(bytesInAll);
        return atEnd;
    }

    private void begin() {
        if (isTelling.compareAndSet(false, true)) {
            callbacks.execute(this::tell);
        }
    }

    private void tell() {
        long now = reached.get();
        if (now > told) {
            told = now;
            if (!muted) {
                call(now);
            }
        }
        isTelling.set(false);
        if (now == bytesInAll) {
            atEnd.complete(null);
        } else if (reached.get() > now) {
            begin();
        }
    }

    /** A listener that throws hears no more. */
    private void call(long bytes) {
        try {
            listener.onProgress(bytes, bytesInAll);
        } catch (RuntimeException | Error e) {
            muted = true;
            failures.report(e);
        }
    }
}
