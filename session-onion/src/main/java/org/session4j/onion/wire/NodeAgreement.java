package org.session4j.onion.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What several nodes, asked for the node list, agree on, so that no single one can bring in nodes of its own (network:
 * refresh from nodes, agreement).
 */
public final class NodeAgreement {

    private NodeAgreement() {}

    /** A node is the same one if key, address and HTTPS port are. */
    private record Vote(Ed25519PublicKey ed25519, String ip, int httpsPort) {

        private static Vote of(ServiceNode node) {
            return new Vote(node.ed25519(), node.ip(), node.httpsPort());
        }
    }

    /**
     * The nodes that are in at least {@code needed} of the answers, in the order in which they first come up. A node
     * that an answer has several times counts once. Of the rest of an entry, such as the swarm id, the variant that
     * most answers give is taken.
     */
    public static List<ServiceNode> agreed(List<List<ServiceNode>> answers, int needed) {
        if (needed < 1) {
            throw new IllegalArgumentException("needed: expected 1 or more, got " + needed);
        }
        Map<Vote, List<ServiceNode>> votes = new LinkedHashMap<>();
        for (List<ServiceNode> answer : answers) {
            Set<Vote> seen = new HashSet<>();
            for (ServiceNode node : answer) {
                Vote vote = Vote.of(node);
                if (seen.add(vote)) {
                    votes.computeIfAbsent(vote, key -> new ArrayList<>()).add(node);
                }
            }
        }
        List<ServiceNode> agreed = new ArrayList<>();
        for (List<ServiceNode> variants : votes.values()) {
            if (variants.size() >= needed) {
                agreed.add(mostFrequent(variants));
            }
        }
        return agreed;
    }

    private static ServiceNode mostFrequent(List<ServiceNode> variants) {
        Map<ServiceNode, Integer> counts = new LinkedHashMap<>();
        for (ServiceNode variant : variants) {
            counts.merge(variant, 1, Integer::sum);
        }
        ServiceNode best = variants.get(0);
        int bestCount = 0;
        for (Map.Entry<ServiceNode, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > bestCount) {
                best = entry.getKey();
                bestCount = entry.getValue();
            }
        }
        return best;
    }
}
