package org.session4j.onion.internal.path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.path.PathChoice.Relaxation;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * Chooses the nodes of a path (network: rules for the nodes). A pure function of its arguments.
 *
 * <p>Nodes without suspicion come first, for which the rules are relaxed one after another as far as need be; only if
 * that is not enough, the least suspected ones are let in, and again all rules are tried before any is relaxed. Within
 * one such step nodes can be taken greedily: "at most one of each /24" leaves no dead end, since whichever nodes are
 * taken first, the number that can be had in the end is the same.
 */
public final class PathChooser {

    private final PathWanted wanted;
    private final Random random;
    private final Set<Ed25519PublicKey> usedKeys = new HashSet<>();
    private final Set<String> usedSubnets = new HashSet<>();
    /** Everything that may be in the path at all, in the order in which it is to be taken. */
    private final List<ServiceNode> candidates = new ArrayList<>();

    private PathChooser(PathWanted wanted, Random random) {
        this.wanted = wanted;
        this.random = random;
        for (ServiceNode node : wanted.inUse()) {
            usedKeys.add(node.ed25519());
            usedSubnets.add(node.subnet24());
        }
        Set<Ed25519PublicKey> excluded = new HashSet<>(wanted.struckOut());
        wanted.fixed().values().forEach(node -> excluded.add(node.ed25519()));
        if (wanted.destination() != null) {
            excluded.add(wanted.destination());
        }
        for (ServiceNode node : wanted.pool()) {
            if (excluded.add(node.ed25519())) {
                candidates.add(node);
            }
        }
        Collections.shuffle(candidates, random);
        candidates.sort(
                Comparator.<ServiceNode>comparingInt(node -> wanted.suspicions().of(node))
                        .thenComparing(node -> usedKeys.contains(node.ed25519()))
                        .thenComparing(node -> usedSubnets.contains(node.subnet24()))
                        // Left over for the other paths, as their guards.
                        .thenComparing(node -> wanted.keptGuards().contains(node.ed25519())));
    }

    /**
     * @param random cryptographic, outside of tests
     * @return nothing if the rules that are never given up leave too few nodes
     */
    public static Optional<PathChoice> choose(PathWanted wanted, Random random) {
        return new PathChooser(wanted, random).choose();
    }

    private Optional<PathChoice> choose() {
        Set<Integer> degrees = new TreeSet<>();
        candidates.forEach(node -> degrees.add(wanted.suspicions().of(node)));
        if (wanted.fixed().size() >= wanted.length()) {
            degrees.add(0);
        }
        for (int suspicion : degrees) {
            for (Relaxation relaxation : Relaxation.values()) {
                List<ServiceNode> nodes = choose(suspicion, relaxation);
                if (nodes != null) {
                    return Optional.of(new PathChoice(nodes, relaxation));
                }
            }
        }
        return Optional.empty();
    }

    /** All of the path from nodes of at most this suspicion, or null. */
    private @Nullable List<ServiceNode> choose(int suspicion, Relaxation relaxation) {
        List<ServiceNode> allowed = new ArrayList<>();
        for (ServiceNode node : candidates) {
            if (wanted.suspicions().of(node) <= suspicion && isAllowed(node, relaxation)) {
                allowed.add(node);
            }
        }
        Map<Integer, ServiceNode> places = new TreeMap<>(wanted.fixed());
        Set<String> subnets = new HashSet<>();
        places.values().forEach(node -> subnets.add(node.subnet24()));
        if (!places.containsKey(0)) {
            keptGuard(allowed, relaxation, subnets).ifPresent(guard -> {
                places.put(0, guard);
                subnets.add(guard.subnet24());
                allowed.remove(guard);
            });
        }
        List<ServiceNode> taken = take(allowed, wanted.length() - places.size(), subnets, relaxation);
        if (taken == null) {
            return null;
        }
        // They came in an order of preference, which must not decide who becomes the guard.
        Collections.shuffle(taken, random);
        List<ServiceNode> nodes = new ArrayList<>();
        for (int place = 0, next = 0; place < wanted.length(); place++) {
            ServiceNode fixed = places.get(place);
            nodes.add(fixed != null ? fixed : taken.get(next++));
        }
        return nodes;
    }

    private boolean isAllowed(ServiceNode node, Relaxation relaxation) {
        return switch (relaxation) {
            case NONE -> !usedKeys.contains(node.ed25519()) && !usedSubnets.contains(node.subnet24());
            case SUBNET_ACROSS_PATHS -> !usedKeys.contains(node.ed25519());
            case NODE_ACROSS_PATHS, SUBNET_WITHIN_PATH -> true;
        };
    }

    /** A guard of earlier; a suspected one is passed over, for a hanging guard would be taken again and again. */
    private Optional<ServiceNode> keptGuard(List<ServiceNode> allowed, Relaxation relaxation, Set<String> subnets) {
        for (Ed25519PublicKey kept : wanted.keptGuards()) {
            for (ServiceNode node : allowed) {
                if (node.ed25519().equals(kept)
                        && wanted.suspicions().of(node) == 0
                        && !usedKeys.contains(kept)
                        && (relaxation == Relaxation.SUBNET_WITHIN_PATH || !subnets.contains(node.subnet24()))) {
                    return Optional.of(node);
                }
            }
        }
        return Optional.empty();
    }

    /** The first so many of the allowed ones, new subnets before others where a subnet may come twice at all. */
    private static @Nullable List<ServiceNode> take(
            List<ServiceNode> allowed, int count, Set<String> subnets, Relaxation relaxation) {
        List<ServiceNode> taken = new ArrayList<>();
        List<ServiceNode> passedOver = new ArrayList<>();
        for (ServiceNode node : allowed) {
            if (taken.size() >= count) {
                break;
            }
            if (subnets.add(node.subnet24())) {
                taken.add(node);
            } else {
                passedOver.add(node);
            }
        }
        if (relaxation == Relaxation.SUBNET_WITHIN_PATH) {
            for (ServiceNode node : passedOver) {
                if (taken.size() < count) {
                    taken.add(node);
                }
            }
        }
        return taken.size() == count ? taken : null;
    }
}
