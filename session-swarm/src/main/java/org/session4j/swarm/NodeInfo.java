package org.session4j.swarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service node says of itself.
 *
 * @param time its clock when it answered
 * @param version of the storage server, such as 2, 8, 0
 * @param hardFork null if it did not say
 */
public record NodeInfo(
        Instant time, List<Integer> version, @Nullable HardFork hardFork) {

    public NodeInfo {
        version = List.copyOf(version);
    }
}
