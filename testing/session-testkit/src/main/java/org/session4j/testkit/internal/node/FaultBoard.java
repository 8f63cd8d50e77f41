package org.session4j.testkit.internal.node;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.Fault;
import org.session4j.testkit.Fault.Kind;

/** The faults that are switched on, and how often each struck. */
public final class FaultBoard {

    private final long seed;
    private final AtomicLong draws = new AtomicLong();
    private final List<Switch> switches = new CopyOnWriteArrayList<>();
    private final Map<Kind, AtomicLong> hits = new EnumMap<>(Kind.class);

    /** A null node means any. */
    private record Switch(@Nullable Node node, Fault fault, double share) {}

    public FaultBoard(long seed) {
        this.seed = seed;
        for (Kind kind : Kind.values()) {
            hits.put(kind, new AtomicLong());
        }
    }

    /**
     * @param node null for every node
     * @param share of what happens there, 0 to 1
     */
    public void add(@Nullable Node node, Fault fault, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: expected 0 to 1, got " + share);
        }
        switches.add(new Switch(node, fault, share));
    }

    public void clear() {
        switches.clear();
    }

    public void clear(Node node) {
        switches.removeIf(one -> one.node() == node);
    }

    public List<Fault> of(Node node) {
        return switches.stream()
                .filter(one -> one.node() == node)
                .map(Switch::fault)
                .toList();
    }

    /** Decides whether one of these strikes at the node now; if so it is counted. */
    public Optional<Fault> strike(Node node, Set<Kind> kinds) {
        for (Switch one : switches) {
            if ((one.node() == null || one.node() == node)
                    && kinds.contains(one.fault().kind())
                    && (one.share() >= 1 || nextDraw() < one.share())) {
                count(one.fault().kind());
                return Optional.of(one.fault());
            }
        }
        return Optional.empty();
    }

    public Optional<Fault> strike(Node node, Kind kind) {
        return strike(node, Set.of(kind));
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
