package org.session4j.onion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Every timeout, back-off, sweep and count of the network side in one immutable policy, from bootstrap to polling. The
 * defaults are those of the specification; tests shorten all of them at once:
 *
 * <pre>{@code
 * Timing fast = Timing.standard().scaled(0.01).toBuilder().set(Timing.Span.STRIKE_EXPIRY, Duration.ofSeconds(5)).build();
 * }</pre>
 */
public final class Timing {

    /** What takes time, with its default. */
    public enum Span {
        /** One request to a seed server (network: seed servers). */
        SEED_REQUEST(Duration.ofSeconds(5)),
        /** Pause after the first bootstrap round without a list; doubles from round to round (network: seed servers). */
        BOOTSTRAP_PAUSE(Duration.ofSeconds(1)),
        /** A node list of this age is refreshed in the background at its next use (network: refresh from nodes). */
        REFRESH_AGE(Duration.ofHours(2)),
        /** Shortest time from one refresh to the next (network: refresh from nodes). */
        REFRESH_MIN_INTERVAL(Duration.ofSeconds(10)),
        /** One request for the node list through an onion; ours, as for polls of the official clients. */
        REFRESH_REQUEST(Duration.ofSeconds(10)),
        /** A stored node list older than this only serves to ask for a newer one (network: disk cache). */
        CACHE_MAX_AGE(Duration.ofDays(30)),
        /** Changes of what is kept over a restart are saved together after this long; ours. */
        STATE_SAVE_DELAY(Duration.ofSeconds(1)),

        /** A strike older than this does not count (network: strikes). */
        STRIKE_EXPIRY(Duration.ofHours(48)),
        /**
         * A guard that cannot be connected to is only to blame if somebody else answered within this time before or
         * after, that is, if there is a network at all (network: path-level errors); the number is ours.
         */
        ONLINE_PROOF(Duration.ofSeconds(10)),

        /** The test of a path by an {@code info} through it (network: building and testing). */
        PATH_TEST(Duration.ofSeconds(5)),
        /** Age at which a path changes all its nodes but the guard (network: rotation and repair). */
        PATH_ROTATION(Duration.ofMinutes(10)),
        /** After a rotation that failed (network: rotation and repair). */
        PATH_ROTATION_RETRY(Duration.ofMinutes(1)),
        /** Pause after the first failed try to build a path; doubles up to the cap (network: building and testing). */
        PATH_BUILD_PAUSE(Duration.ofMillis(200)),
        PATH_BUILD_PAUSE_CAP(Duration.ofSeconds(5)),
        /** No further path is built in the background this long after one failed (network: choice for a request). */
        BACKGROUND_BUILD_PAUSE(Duration.ofSeconds(60)),
        /** How long the same guard may be used (network: building and testing). */
        GUARD_REUSE(Duration.ofDays(10)),
        /**
         * A request waits this long for the node list, and then this long for a path, before it fails; ours, the overall
         * limit of a request.
         */
        PATH_WAIT(Duration.ofSeconds(60)),

        /** One attempt of an ordinary request (network: timeouts and retries). */
        REQUEST(Duration.ofSeconds(20)),
        /** One attempt of an upload or download (network: timeouts and retries). */
        FILE_REQUEST(Duration.ofSeconds(60)),
        /** All attempts of one request together (network: timeouts and retries). */
        REQUEST_OVERALL(Duration.ofSeconds(60)),
        /** All attempts of one upload or download together; ours, so that one that was lost in silence is made again. */
        FILE_OVERALL(Duration.ofSeconds(120)),
        /** Pause before the first retry of a request; doubles (network: timeouts and retries). */
        RETRY_PAUSE(Duration.ofSeconds(1)),

        /** From the end of one poll of the own account to the next (network: rhythm). */
        POLL(Duration.ofSeconds(5)),
        /** Failing polls become rarer, by doubling, down to this (network: rhythm). */
        POLL_CAP(Duration.ofSeconds(60)),
        /** Changes of what the devices of an account share are pushed together after this long; ours. */
        PUSH(Duration.ofSeconds(1)),

        /** Shortest time from one synchronisation of the clock to the next (network: network time). */
        CLOCK_RESYNC(Duration.ofMinutes(10)),
        /** One question for the time (network: network time). */
        CLOCK_REQUEST(Duration.ofSeconds(8));

        private final Duration standard;

        Span(Duration standard) {
            this.standard = standard;
        }
    }

    /** What is counted, with its default. Scaling leaves these alone. */
    public enum Count {
        /** Times that all seeds are gone through before the bootstrap fails (network: seed servers). */
        BOOTSTRAP_ROUNDS(4),
        /** Nodes whose answers are compared in a refresh (network: agreement). */
        AGREEMENT_ASKED(3),
        /** Answers that must name a node for it to be kept (network: agreement). */
        AGREEMENT_NEEDED(2),
        /** Nodes asked in one refresh at most, failing ones included; ours. */
        REFRESH_NODES_TRIED(9),
        /** Fewest nodes of a list worth having, on a network large enough (network: agreement). */
        MIN_NODES(12),

        /** Nodes in a path, 1 to 15 (network: paths). */
        PATH_LENGTH(3),
        /** Paths kept ready for ordinary requests (network: paths). */
        STANDARD_PATHS(2),
        /** Paths kept ready for files once there was a request for one (network: paths). */
        FILE_PATHS(1),
        /** Paths of one category at most, with the extra ones for destinations that sit in all others; ours. */
        MAX_PATHS(6),
        /** Candidates tried before requests that wait for a path fail (network: building and testing). */
        PATH_BUILD_TRIES(10),
        /** Strikes at which a path is dropped (network: rotation and repair). */
        PATH_STRIKES(3),
        /** Strikes at which a node is left out (network: strikes). */
        NODE_STRIKES(3),
        /** Guards remembered over a restart at most; ours. */
        KEPT_GUARDS(4),
        /** Requests waiting or under way at most; further ones fail at once; ours. */
        REQUESTS_UNDER_WAY(10_000),

        /** Further attempts of a request that may be repeated (network: timeouts and retries). */
        REQUEST_RETRIES(3),
        /** Nodes asked for the time (network: network time). */
        CLOCK_NODES(3);

        private final int standard;

        Count(int standard) {
            this.standard = standard;
        }
    }

    private static final Timing STANDARD = new Builder().build();

    private final Map<Span, Duration> spans;
    private final Map<Count, Integer> counts;

    private Timing(Map<Span, Duration> spans, Map<Count, Integer> counts) {
        this.spans = spans;
        this.counts = counts;
    }

    /** The defaults. */
    public static Timing standard() {
        return STANDARD;
    }

    public Duration get(Span span) {
        Duration changed = spans.get(span);
        return changed != null ? changed : span.standard;
    }

    public int get(Count count) {
        Integer changed = counts.get(count);
        return changed != null ? changed : count.standard;
    }

    /** {@code first} after one failure, doubling with each further one, never more than {@code cap}. */
    public Duration backOff(Span first, Span cap, int failures) {
        Duration pause = get(first);
        for (int i = 1; i < failures && pause.compareTo(get(cap)) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(get(cap)) < 0 ? pause : get(cap);
    }

    /**
     * The same policy with every span multiplied, and at least one millisecond long.
     *
     * @param factor above zero
     */
    public Timing scaled(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor: expected above 0, got " + factor);
        }
        Builder scaled = toBuilder();
        for (Span span : Span.values()) {
            scaled.set(span, Duration.ofMillis(Math.max(1, Math.round(get(span).toMillis() * factor))));
        }
        return scaled.build();
    }

    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.spans.putAll(spans);
        builder.counts.putAll(counts);
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timing timing && spans.equals(timing.spans) && counts.equals(timing.counts);
    }

    @Override
    public int hashCode() {
        return 31 * spans.hashCode() + counts.hashCode();
    }

    /** What differs from the standard. */
    @Override
    public String toString() {
        return "Timing" + spans + counts;
    }

    /** A policy under change. */
    public static final class Builder {

        private final Map<Span, Duration> spans = new EnumMap<>(Span.class);
        private final Map<Count, Integer> counts = new EnumMap<>(Count.class);

        private Builder() {}

        /**
         * @param duration above zero
         */
        @CanIgnoreReturnValue
        public Builder set(Span span, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException(span + ": expected above zero, got " + duration);
            }
            if (duration.equals(span.standard)) {
                spans.remove(span);
            } else {
                spans.put(span, duration);
            }
            return this;
        }

        /**
         * @param number at least 1, and at most 15 for {@link Count#PATH_LENGTH}
         */
        @CanIgnoreReturnValue
        public Builder set(Count count, int number) {
            int most = count == Count.PATH_LENGTH ? 15 : Integer.MAX_VALUE;
            if (number < 1 || number > most) {
                throw new IllegalArgumentException(count + ": expected 1 to " + most + ", got " + number);
            }
            if (number == count.standard) {
                counts.remove(count);
            } else {
                counts.put(count, number);
            }
            return this;
        }

        public Timing build() {
            return new Timing(new EnumMap<>(spans), new EnumMap<>(counts));
        }
    }
}
