package org.session4j.swarm.oxend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The service nodes that were asked for.
 *
 * @param height of the newest block, from 0
 * @param targetHeight what the daemon is catching up with; 0 or the height if it is not
 * @param blockHash of the newest block
 * @param hardFork such as 19 of 19.4; 0 if the daemon does not say
 * @param revision such as 4 of 19.4
 * @param isUnchanged whether the newest block is still the known one, so that there are no nodes here
 */
public record ServiceNodes(
        long height,
        long targetHeight,
        @Nullable ChainHash blockHash,
        int hardFork,
        int revision,
        boolean isUnchanged,
        List<ServiceNodeState> nodes) {

    public ServiceNodes {
        nodes = List.copyOf(nodes);
    }
}
