package org.session4j.swarm.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * Whose turn it is (network: choice of a node): for each account at random among the members not used since the last
 * round, until all have been used. Members that failed a short while ago come last. Safe for use by many threads.
 */
public final class Rotation {

    /** Accounts whose round is remembered; the one unused for longest is forgotten first. */
    private static final int MAX_ACCOUNTS = 10_000;

    private final Random random;
    private final LongSupplier nanoTime;
    private final long suspicionNanos;
    private final Predicate<ServiceNode> struckOut;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SessionId, Set<Ed25519PublicKey>> used = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Set<Ed25519PublicKey>> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };
    private final Map<Ed25519PublicKey, Long> suspectedAt = new HashMap<>();

    /**
     * @param suspicion how long a member that failed comes last
     * @param struckOut who comes last besides
     */
    public Rotation(Random random, LongSupplier nanoTime, Duration suspicion, Predicate<ServiceNode> struckOut) {
        this.struckOut = struckOut;
        this.random = random;
        this.nanoTime = nanoTime;
        this.suspicionNanos = suspicion.toNanos();
    }

    /**
     * The next member for an account.
     *
     * @param avoid never chosen
     */
    public Optional<ServiceNode> next(SessionId account, Collection<ServiceNode> members, Set<Ed25519PublicKey> avoid) {
        lock.lock();
        try {
            List<ServiceNode> candidates = trusted(without(members, avoid));
            if (candidates.isEmpty()) {
                return Optional.empty();
            }
            Set<Ed25519PublicKey> round = used.computeIfAbsent(account, id -> new HashSet<>());
            List<ServiceNode> fresh = without(candidates, round);
            if (fresh.isEmpty()) {
                round.clear();
                fresh = candidates;
            }
            ServiceNode next = fresh.get(random.nextInt(fresh.size()));
            round.add(next.ed25519());
            return Optional.of(next);
        } finally {
            lock.unlock();
        }
    }

    /** Any node, at random. */
    public Optional<ServiceNode> any(Collection<ServiceNode> nodes, Set<Ed25519PublicKey> avoid) {
        lock.lock();
        try {
            List<ServiceNode> candidates = trusted(without(nodes, avoid));
            return candidates.isEmpty()
                    ? Optional.empty()
                    : Optional.of(candidates.get(random.nextInt(candidates.size())));
        } finally {
            lock.unlock();
        }
    }

    /** A node failed: it comes last for a while. */
    public void suspect(Ed25519PublicKey node) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            suspectedAt.values().removeIf(since -> now - since >= suspicionNanos);
            suspectedAt.put(node, now);
        } finally {
            lock.unlock();
        }
    }

    /** A node did well: it is as good as any other. */
    public void clear(Ed25519PublicKey node) {
        lock.lock();
        try {
            suspectedAt.remove(node);
        } finally {
            lock.unlock();
        }
    }

    /** Those that nothing is known against, or all if there are none. */
    private List<ServiceNode> trusted(List<ServiceNode> nodes) {
        long now = nanoTime.getAsLong();
        List<ServiceNode> trusted = new ArrayList<>();
        for (ServiceNode node : nodes) {
            Long since = suspectedAt.get(node.ed25519());
            boolean suspected = since != null && now - since < suspicionNanos;
            if (!suspected && !struckOut.test(node)) {
                trusted.add(node);
            }
        }
        return trusted.isEmpty() ? nodes : trusted;
    }

    private static List<ServiceNode> without(Collection<ServiceNode> nodes, Set<Ed25519PublicKey> keys) {
        List<ServiceNode> left = new ArrayList<>();
        for (ServiceNode node : nodes) {
            if (!keys.contains(node.ed25519())) {
                left.add(node);
            }
        }
        return left;
    }
}
