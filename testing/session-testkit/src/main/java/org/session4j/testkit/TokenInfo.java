package org.session4j.testkit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What the file server tells of the network's token under {@code token_info}. */
public record TokenInfo(
        BigDecimal maximumSupply, BigDecimal sentPerNode, BigDecimal stakingRewardPool, List<Entry> history) {

    /** The figures of one moment. */
    public record Entry(BigDecimal currentValue, BigDecimal circulatingSupply, int totalNodes, Instant updated) {}

    public TokenInfo {
        history = List.copyOf(history);
    }
}
