package org.session4j.testkit.internal.node;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.Fault;
import org.session4j.testkit.Fault.Kind;

/**
 * The faults that are switched on, and how often each struck.
 *
 * @param <P> the places where they strike, such as {@link Node}
 */
public final class FaultBoard<P> {

    /** The faults of a connection, whatever travels on it. */
    public static final Set<Kind> TRANSPORT = Set.copyOf(EnumSet.of(
            Kind.DEAD,
            Kind.HANGING,
            Kind.ERROR_5XX,
            Kind.SLOW,
            Kind.DROPPED_REPLY,
            Kind.HALF_REPLY,
            Kind.TAMPERED_REPLY));

    private final long seed;
    private final Set<Kind> kinds;
    private final AtomicLong draws = new AtomicLong();
    private final List<Switch<P>> switches = new CopyOnWriteArrayList<>();
    private final Map<Kind, AtomicLong> hits = new EnumMap<>(Kind.class);

    /** Without a place it is meant for any. */
    private record Switch<P>(@Nullable P place, Fault fault, double share) {}

    /**
     * A board with nothing on it.
     *
     * @param seed of the draws
     * @param kinds that these places can suffer
     */
    public FaultBoard(long seed, Set<Kind> kinds) {
        this.seed = seed;
        this.kinds = Set.copyOf(kinds);
        for (Kind kind : Kind.values()) {
            hits.put(kind, new AtomicLong());
        }
    }

    /**
     * Switches a fault on.
     *
     * @param place null for every place
     * @param share of what happens there, 0 to 1
     */
    public void add(@Nullable P place, Fault fault, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: expected 0 to 1, got " + share);
        }
        if (!kinds.contains(fault.kind())) {
            throw new IllegalArgumentException("fault: " + fault.kind() + " cannot happen here");
        }
        switches.add(new Switch<>(place, fault, share));
    }

    public void clear() {
        switches.clear();
    }

    public void clear(P place) {
        switches.removeIf(one -> place.equals(one.place()));
    }

    public List<Fault> of(P place) {
        return switches.stream()
                .filter(one -> place.equals(one.place()))
                .map(Switch::fault)
                .toList();
    }

    /** Decides whether one of these strikes at the place now; if so it is counted. */
    public Optional<Fault> strike(P place, Set<Kind> which) {
        for (Switch<P> one : switches) {
            if ((one.place() == null || place.equals(one.place()))
                    && which.contains(one.fault().kind())
                    && (one.share() >= 1 || nextDraw() < one.share())) {
                count(one.fault().kind());
                return Optional.of(one.fault());
            }
        }
        return Optional.empty();
    }

    public Optional<Fault> strike(P place, Kind kind) {
        return strike(place, Set.of(kind));
    }

    private void count(Kind kind) {
        AtomicLong counter = hits.get(kind);
        if (counter != null) {
            counter.incrementAndGet();
        }
    }

    public long hits(Kind kind) {
        AtomicLong counter = hits.get(kind);
        return counter == null ? 0 : counter.get();
    }

    /** The n-th draw of a seed is always the same, whichever thread makes it (the finaliser of SplitMix64). */
    private double nextDraw() {
        long z = seed + draws.incrementAndGet() * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-53;
    }
}
