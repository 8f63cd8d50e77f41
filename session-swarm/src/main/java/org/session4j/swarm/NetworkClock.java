package org.session4j.swarm;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionSender;

/**
 * The network's time (network: network time): what three service nodes say, corrected by half the time that the question
 * took, the middle one of them; from then on it goes by the monotonic clock of the JVM, so that a change of the local
 * clock does not touch it. Before the first synchronisation it is the local time, corrected by the offset that was kept
 * from an earlier run. Safe for use by many threads.
 */
public final class NetworkClock {

    /** Further apart than this, local and monotonic clock show that the machine slept or its clock was changed. */
    private static final Duration DRIFT = Duration.ofSeconds(5);

    /**
     * What one node said.
     *
     * @param time its clock
     * @param sentNanos the monotonic clock when it was asked
     * @param receivedNanos the monotonic clock when it had answered
     */
    record Sample(Instant time, long sentNanos, long receivedNanos) {

        /** Network time at a moment of the monotonic clock. */
        Instant at(long nanos) {
            return time.plusNanos((receivedNanos - sentNanos) / 2).plusNanos(nanos - receivedNanos);
        }
    }

    /** A moment at which all clocks were read. */
    private record Reading(Instant network, Instant local, long nanos) {}

    private final Clock local;
    private final LongSupplier nanoTime;
    private final Duration minInterval;
    private final OnionSender onion;
    private final Supplier<CompletableFuture<List<Sample>>> probe;

    /** Network minus local time in an earlier run. */
    private final Duration keptOffset;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Reading reading;
    private @Nullable CompletableFuture<Instant> underWay;

    /**
     * @param onion keeps the offset from one run to the next
     * @param probe asks nodes; fails, or gives no samples, if there is no network
     */
    NetworkClock(
            Clock local,
            LongSupplier nanoTime,
            Duration minInterval,
            OnionSender onion,
            Supplier<CompletableFuture<List<Sample>>> probe) {
        this.local = local;
        this.nanoTime = nanoTime;
        this.minInterval = minInterval;
        this.onion = onion;
        this.keptOffset = onion.clockOffset().orElse(Duration.ZERO);
        this.probe = probe;
    }

    /** Network time, as well as it is known now; in whole milliseconds, as all times on the network are. */
    public Instant now() {
        lock.lock();
        try {
            Reading last = reading;
            Instant now = last == null
                    ? local.instant().plus(keptOffset)
                    : last.network().plusNanos(nanoTime.getAsLong() - last.nanos());
            return Instant.ofEpochMilli(now.toEpochMilli());
        } finally {
            lock.unlock();
        }
    }

    /** Local minus network time. */
    public Duration offset() {
        return Duration.between(now(), local.instant());
    }

    /** Whether nodes have been asked since the start. */
    public boolean isSynchronized() {
        lock.lock();
        try {
            return reading != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Network time, after asking nodes for it if that was not done yet. To be waited for before the first message is made:
     * nodes do not notice a clock that is slow.
     */
    public CompletableFuture<Instant> synchronize() {
        return isSynchronized() ? CompletableFuture.completedFuture(now()) : probeOnce();
    }

    /**
     * Asks again, as a node doubts our clock; not more often than the timing allows, unless the machine slept or its clock
     * was changed.
     *
     * @return by how much the time was corrected; null if it is too early to ask again
     */
    public CompletableFuture<@Nullable Duration> resynchronize() {
        if (!mayResynchronize()) {
            return CompletableFuture.completedFuture(null);
        }
        Instant before = now();
        long then = nanoTime.getAsLong();
        return probeOnce().thenApply(after -> Duration.between(before.plusNanos(nanoTime.getAsLong() - then), after));
    }

    private boolean mayResynchronize() {
        lock.lock();
        try {
            Reading last = reading;
            if (last == null) {
                return true;
            }
            Duration since = Duration.ofNanos(nanoTime.getAsLong() - last.nanos());
            Duration drift = Duration.between(last.local(), local.instant()).minus(since);
            return since.compareTo(minInterval) >= 0 || drift.abs().compareTo(DRIFT) > 0;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Instant> probeOnce() {
        CompletableFuture<Instant> mine;
        lock.lock();
        try {
            if (underWay != null) {
                return underWay;
            }
            mine = new CompletableFuture<>();
            underWay = mine;
        } finally {
            lock.unlock();
        }
        CompletableFuture<?> unused =
                begin().thenApply(this::adopt).whenComplete((now, failure) -> finish(mine, now, failure));
        return mine;
    }

    /** A question that cannot even be asked is one that failed. */
    private CompletableFuture<List<Sample>> begin() {
        return CompletableFuture.completedFuture(probe).thenCompose(Supplier::get);
    }

    private Instant adopt(List<Sample> samples) {
        if (samples.isEmpty()) {
            throw new CompletionException(new IOException("no service node told the time"));
        }
        lock.lock();
        try {
            long nanos = nanoTime.getAsLong();
            reading = new Reading(median(samples, nanos), local.instant(), nanos);
        } finally {
            lock.unlock();
        }
        onion.rememberClockOffset(offset().negated());
        return now();
    }

    private void finish(CompletableFuture<Instant> mine, @Nullable Instant now, @Nullable Throwable failure) {
        lock.lock();
        try {
            underWay = null;
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            mine.completeExceptionally(failure);
        } else {
            mine.complete(now);
        }
    }

    /** The middle one; of an even number, the middle one that changes the clock less. */
    private Instant median(List<Sample> samples, long nanos) {
        List<Instant> times =
                samples.stream().map(sample -> sample.at(nanos)).sorted().collect(Collectors.toList());
        Instant lower = times.get((times.size() - 1) / 2);
        Instant upper = times.get(times.size() / 2);
        Instant now = now();
        return Duration.between(lower, now)
                                .abs()
                                .compareTo(Duration.between(upper, now).abs())
                        <= 0
                ? lower
                : upper;
    }
}
