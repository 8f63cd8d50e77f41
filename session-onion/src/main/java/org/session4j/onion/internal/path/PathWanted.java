package org.session4j.onion.internal.path;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.internal.node.Suspicions;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What a path must be like, and everything the choice depends on.
 *
 * @param pool the nodes there are
 * @param length nodes in the path
 * @param struckOut never chosen
 * @param suspicions avoided, the more the stronger
 * @param inUse nodes of all other live and half-built paths
 * @param keptGuards preferred as guard, the first one most
 * @param fixed nodes that have their place in the path already (0 is the guard); they are not questioned
 * @param destination never chosen
 */
public record PathWanted(
        List<ServiceNode> pool,
        int length,
        Set<Ed25519PublicKey> struckOut,
        Suspicions suspicions,
        List<ServiceNode> inUse,
        List<Ed25519PublicKey> keptGuards,
        Map<Integer, ServiceNode> fixed,
        @Nullable Ed25519PublicKey destination) {

    public PathWanted {
        pool = List.copyOf(pool);
        struckOut = Set.copyOf(struckOut);
        inUse = List.copyOf(inUse);
        keptGuards = List.copyOf(keptGuards);
        fixed = Map.copyOf(fixed);
    }
}
