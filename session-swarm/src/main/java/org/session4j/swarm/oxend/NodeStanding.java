package org.session4j.swarm.oxend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service node stands with the others. What was not asked for, or is not known, is null or empty.
 *
 * @param active whether it serves; a funded one that does not is decommissioned
 * @param funded whether its whole stake is there
 * @param registrationHeight in blocks
 * @param registrationHardFork which hard fork it was at its registration
 * @param requestedUnlockHeight at which block its stake is free; 0 if nobody has asked for that
 * @param stateHeight since which block it is as it is
 * @param lastRewardHeight at which block it was rewarded last, or in its place in the queue
 * @param decommissionCount how often it was decommissioned
 * @param decommissionReasons of the last time, on which all that voted agreed, such as {@code uptime}
 * @param earnedDowntimeBlocks how many blocks it may be away, or, if it is decommissioned, until it is dropped
 */
public record NodeStanding(
        @Nullable Boolean active,
        @Nullable Boolean funded,
        @Nullable Long registrationHeight,
        @Nullable Long registrationHardFork,
        @Nullable Long requestedUnlockHeight,
        @Nullable Long stateHeight,
        @Nullable Long lastRewardHeight,
        @Nullable Long decommissionCount,
        List<String> decommissionReasons,
        @Nullable Long earnedDowntimeBlocks) {

    public NodeStanding {
        decommissionReasons = List.copyOf(decommissionReasons);
    }

    /** Whether it has its stake and does not serve; false if one of the two is not known. */
    public boolean isDecommissioned() {
        return Boolean.TRUE.equals(funded) && Boolean.FALSE.equals(active);
    }
}
