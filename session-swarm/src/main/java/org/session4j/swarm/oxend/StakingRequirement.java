package org.session4j.swarm.oxend;

/**
 * What a service node needs.
 *
 * @param amount the whole stake
 * @param height at which this holds, in blocks
 */
public record StakingRequirement(CoinAmount amount, long height) {}
