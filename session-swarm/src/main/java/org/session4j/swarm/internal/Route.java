package org.session4j.swarm.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** Who may be asked. It is looked up anew for each attempt, as a redirect may have changed it. */
public interface Route {

    /**
     * The next node, and whose signatures in its answer count.
     *
     * @param tried asked again only if nobody else is left
     * @return empty if there is nobody at all
     */
    CompletableFuture<Optional<Hop>> next(Set<Ed25519PublicKey> tried);

    /**
     * @param members whose signatures count
     */
    record Hop(ServiceNode node, Set<Ed25519PublicKey> members) {}

    /** The members of an account's swarm, one after the other. */
    static Route swarm(SwarmDirectory directory, Rotation rotation, SessionId account) {
        return tried -> directory.swarm(account).thenApply(swarm -> {
            Optional<ServiceNode> node = rotation.next(account, swarm.members(), tried);
            if (!node.isPresent()) {
                node = rotation.next(account, swarm.members(), Set.of());
            }
            return node.map(member -> new Hop(member, swarm.keys()));
        });
    }

    /** Always the same member of an account's swarm. */
    static Route member(SwarmDirectory directory, SessionId account, ServiceNode node) {
        return tried -> directory.swarm(account).thenApply(swarm -> Optional.of(new Hop(node, swarm.keys())));
    }

    /** Always the same node, for what has to do with no swarm. */
    static Route node(ServiceNode node) {
        return tried -> CompletableFuture.completedFuture(Optional.of(new Hop(node, Set.of())));
    }

    /** Any node of the node list. */
    static Route any(OnionSender onion, Rotation rotation) {
        return tried -> onion.nodes().thenApply(list -> {
            Optional<ServiceNode> node = rotation.any(list.nodes(), tried);
            if (!node.isPresent()) {
                node = rotation.any(list.nodes(), Set.of());
            }
            return node.map(any -> new Hop(any, Set.of()));
        });
    }

    /** Any of these nodes, none twice: requests that share the route hear different nodes. */
    static Route distinct(List<ServiceNode> nodes, Rotation rotation) {
        Set<Ed25519PublicKey> taken = ConcurrentHashMap.newKeySet();
        return tried -> {
            Optional<ServiceNode> node = rotation.any(nodes, taken);
            while (node.isPresent() && !taken.add(node.get().ed25519())) {
                node = rotation.any(nodes, taken);
            }
            return CompletableFuture.completedFuture(node.map(any -> new Hop(any, Set.of())));
        };
    }
}
