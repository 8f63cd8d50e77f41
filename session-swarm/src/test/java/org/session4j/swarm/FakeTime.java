package org.session4j.swarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.session4j.swarm.internal.Scheduler;

/** True time, the local clock that may be off, the monotonic clock, and pauses that pass at once. */
final class FakeTime extends Clock implements Scheduler {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos;
    private Duration localError = Duration.ZERO;
    private Duration waited = Duration.ZERO;

    Instant trueTime() {
        return now;
    }

    void advance(Duration span) {
        now = now.plus(span);
        nanos += span.toNanos();
    }

    /** The machine sleeps: the monotonic clock stands still. */
    void sleep(Duration span) {
        now = now.plus(span);
    }

    void setLocalError(Duration localError) {
        this.localError = localError;
    }

    long nanoTime() {
        return nanos;
    }

    /** How long was waited in all. */
    Duration waited() {
        return waited;
    }

    @Override
    public Instant instant() {
        return now.plus(localError);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public CompletableFuture<Void> after(Duration pause) {
        waited = waited.plus(pause);
        advance(pause);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
