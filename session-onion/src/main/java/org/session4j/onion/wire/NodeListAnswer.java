package org.session4j.onion.wire;

import java.util.List;
import org.session4j.onion.ServiceNode;

/**
 * What one seed or node says the network is.
 *
 * @param nodes the usable ones, in the order of the answer
 * @param skipped how many entries were unusable
 * @param height of the chain, 0 if the answer does not say
 */
public record NodeListAnswer(List<ServiceNode> nodes, int skipped, long height) {

    public NodeListAnswer {
        nodes = List.copyOf(nodes);
    }
}
