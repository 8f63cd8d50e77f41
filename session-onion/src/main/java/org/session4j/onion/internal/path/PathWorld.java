package org.session4j.onion.internal.path;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.session4j.onion.NodeList;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.EventLoop;
import org.session4j.onion.internal.node.Standing;

/**
 * What the making of paths needs of everything else.
 *
 * @param nodes the list in use now
 * @param requestRefresh called when the list has too few usable nodes
 */
public record PathWorld(
        EventLoop loop,
        Timing timing,
        Standing standing,
        PathProbe probe,
        SecureRandom random,
        Supplier<NodeList> nodes,
        Runnable requestRefresh,
        boolean isTestNetwork) {

    /**
     * Nodes in a path. On a declared test network with too few nodes for a path and one destination outside it, as many
     * as leave one destination (docs/decisions/0003-small-networks.md).
     */
    int pathLength() {
        int length = timing.get(Timing.Count.PATH_LENGTH);
        return isTestNetwork ? Math.max(1, Math.min(length, nodes.get().size() - 1)) : length;
    }
}
