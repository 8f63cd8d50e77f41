package org.session4j.swarm.oxend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is staked in a service node. What was not asked for, or is not known, is null or empty.
 *
 * @param required for it to run
 * @param contributed so far
 * @param reserved contributed, or promised by name
 * @param operatorFeeMillionths share of the rewards that its operator takes before they are divided; 1,000,000 is all
 */
public record NodeStake(
        @Nullable CoinAmount required,
        @Nullable CoinAmount contributed,
        @Nullable CoinAmount reserved,
        @Nullable Long operatorFeeMillionths,
        @Nullable CoinAddress operator,
        List<Contributor> contributors) {

    /**
     * One of those whose coins are staked.
     *
     * @param amount contributed so far
     * @param reserved promised in all; null if it is all there
     */
    public record Contributor(
            CoinAddress address,
            CoinAmount amount,
            @Nullable CoinAmount reserved) {}

    public NodeStake {
        contributors = List.copyOf(contributors);
    }

    /** What somebody has staked here; zero for all others. */
    public CoinAmount contributionOf(CoinAddress address) {
        return contributors.stream()
                .filter(contributor -> contributor.address().equals(address))
                .map(Contributor::amount)
                .reduce(CoinAmount.ZERO, CoinAmount::plus);
    }
}
