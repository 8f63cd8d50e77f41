package org.session4j.onion.internal.node;

import java.util.HashMap;
import java.util.Map;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * How often each node took part in a failure of which nobody can say who is to blame (network: building and testing).
 * It only steers the next choices, is not stored, and is forgotten with the first success. An immutable value.
 */
public record Suspicions(Map<Ed25519PublicKey, Integer> counts) {

    private static final Suspicions NONE = new Suspicions(Map.of());

    public Suspicions {
        counts = Map.copyOf(counts);
    }

    public static Suspicions none() {
        return NONE;
    }

    public int of(ServiceNode node) {
        return counts.getOrDefault(node.ed25519(), 0);
    }

    /** One more for each. */
    public Suspicions suspect(Iterable<ServiceNode> nodes) {
        Map<Ed25519PublicKey, Integer> next = new HashMap<>(counts);
        nodes.forEach(node -> next.merge(node.ed25519(), 1, Integer::sum));
        return new Suspicions(next);
    }

    public Suspicions clear(Iterable<ServiceNode> nodes) {
        Map<Ed25519PublicKey, Integer> next = new HashMap<>(counts);
        nodes.forEach(node -> next.remove(node.ed25519()));
        return next.size() == counts.size() ? this : new Suspicions(next);
    }
}
