package org.session4j.onion;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** The known service nodes at one moment, in the order of the list they came from; immutable. */
public final class NodeList {

    private final List<ServiceNode> nodes;
    private final Map<Ed25519PublicKey, ServiceNode> byKey;
    private final Instant refreshed;

    private NodeList(Map<Ed25519PublicKey, ServiceNode> byKey, Instant refreshed) {
        this.byKey = byKey;
        this.nodes = List.copyOf(byKey.values());
        this.refreshed = refreshed;
    }

    /**
     * @param refreshed local time at which the network last confirmed this list
     */
    public static NodeList of(List<ServiceNode> nodes, Instant refreshed) {
        Map<Ed25519PublicKey, ServiceNode> byKey = new LinkedHashMap<>();
        for (ServiceNode node : nodes) {
            byKey.putIfAbsent(node.ed25519(), node);
        }
        return new NodeList(byKey, refreshed);
    }

    public List<ServiceNode> nodes() {
        return nodes;
    }

    public int size() {
        return nodes.size();
    }

    public Optional<ServiceNode> find(Ed25519PublicKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Instant refreshed() {
        return refreshed;
    }
}
