package org.session4j.swarm.oxend;

import org.jspecify.annotations.Nullable;

/**
 * How far a daemon's chain goes.
 *
 * @param blocks how many it has: one more than the height of the newest
 * @param newest the newest block
 * @param immutable the height up to which the chain can no longer change; null if the daemon does not say
 */
public record ChainHeight(
        long blocks, ChainHash newest, @Nullable Long immutable) {}
