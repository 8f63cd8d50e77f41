package org.session4j.onion.internal.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * When which node failed (network: strikes). A node with so many strikes that are not too old is struck out: it stays in
 * the list, but no path goes through it. An immutable value.
 *
 * @param times of the failures of each node, oldest first
 * @param expiry age from which a strike does not count
 * @param limit strikes at which a node is struck out
 */
public record Strikes(Map<Ed25519PublicKey, List<Instant>> times, Duration expiry, int limit) {

    public Strikes {
        Map<Ed25519PublicKey, List<Instant>> copy = new HashMap<>();
        times.forEach((key, instants) -> copy.put(key, List.copyOf(instants)));
        times = Map.copyOf(copy);
    }

    public static Strikes none(Duration expiry, int limit) {
        return new Strikes(Map.of(), expiry, limit);
    }

    /** With further strikes of one node; what has expired is forgotten on the way, and more than the limit not kept. */
    public Strikes add(Ed25519PublicKey node, int count, Instant now) {
        Map<Ed25519PublicKey, List<Instant>> next = living(now);
        List<Instant> instants = new ArrayList<>(next.getOrDefault(node, List.of()));
        for (int i = 0; i < Math.min(count, limit); i++) {
            instants.add(now);
        }
        next.put(node, instants.subList(Math.max(0, instants.size() - limit), instants.size()));
        return new Strikes(next, expiry, limit);
    }

    /** Without the strikes of a node that has shown that it works. */
    public Strikes clear(Ed25519PublicKey node) {
        if (!times.containsKey(node)) {
            return this;
        }
        Map<Ed25519PublicKey, List<Instant>> next = new HashMap<>(times);
        next.remove(node);
        return new Strikes(next, expiry, limit);
    }

    public int count(Ed25519PublicKey node, Instant now) {
        return (int) times.getOrDefault(node, List.of()).stream()
                .filter(at -> isLiving(at, now))
                .count();
    }

    public boolean isStruckOut(Ed25519PublicKey node, Instant now) {
        return count(node, now) >= limit;
    }

    public Set<Ed25519PublicKey> struckOut(Instant now) {
        Set<Ed25519PublicKey> out = new HashSet<>();
        for (Ed25519PublicKey node : times.keySet()) {
            if (isStruckOut(node, now)) {
                out.add(node);
            }
        }
        return out;
    }

    private Map<Ed25519PublicKey, List<Instant>> living(Instant now) {
        Map<Ed25519PublicKey, List<Instant>> living = new HashMap<>();
        times.forEach((node, instants) -> {
            List<Instant> left = new ArrayList<>(instants);
            left.removeIf(at -> !isLiving(at, now));
            if (!left.isEmpty()) {
                living.put(node, left);
            }
        });
        return living;
    }

    /** A strike from the future is the work of a clock that was set back; it counts as new. */
    private boolean isLiving(Instant at, Instant now) {
        return Duration.between(at, now).compareTo(expiry) < 0;
    }
}
