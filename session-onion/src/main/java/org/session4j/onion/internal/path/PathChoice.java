package org.session4j.onion.internal.path;

import java.util.List;
import org.session4j.onion.ServiceNode;

/**
 * The nodes chosen for a path.
 *
 * @param nodes guard first
 * @param relaxation the last rule that had to be given up for it
 */
public record PathChoice(List<ServiceNode> nodes, Relaxation relaxation) {

    /** Which rules are given up on a network that is too small for all of them; each one includes those before it. */
    public enum Relaxation {
        /** Every node and every /24 is used once in all paths together. */
        NONE,
        /** Two paths may share a /24. */
        SUBNET_ACROSS_PATHS,
        /** Two paths may share a node. */
        NODE_ACROSS_PATHS,
        /** Two nodes of this path may share a /24. */
        SUBNET_WITHIN_PATH
    }

    public PathChoice {
        nodes = List.copyOf(nodes);
    }
}
