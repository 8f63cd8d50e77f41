package org.session4j.onion.internal.path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.node.Suspicions;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** Chooses the node that answers the test of a path (network: building and testing). A pure function. */
final class TestTarget {

    private TestTarget() {}

    /**
     * A random node outside the path: one that is not struck out, then the least suspected, then one of no path.
     *
     * @param except nodes whose silence is what the test is to explain
     */
    static Optional<ServiceNode> choose(
            List<ServiceNode> pool,
            List<ServiceNode> path,
            List<ServiceNode> except,
            List<ServiceNode> inUse,
            Set<Ed25519PublicKey> struckOut,
            Suspicions suspicions,
            Random random) {
        List<ServiceNode> candidates = new ArrayList<>(pool);
        candidates.removeIf(node -> contains(path, node) || contains(except, node));
        Collections.shuffle(candidates, random);
        Set<Ed25519PublicKey> used = new HashSet<>();
        inUse.forEach(node -> used.add(node.ed25519()));
        return candidates.stream()
                .min(Comparator.<ServiceNode, Boolean>comparing(node -> struckOut.contains(node.ed25519()))
                        .thenComparingInt(suspicions::of)
                        .thenComparing(node -> used.contains(node.ed25519())));
    }

    private static boolean contains(List<ServiceNode> nodes, ServiceNode node) {
        return nodes.stream().anyMatch(other -> other.ed25519().equals(node.ed25519()));
    }
}
