package org.session4j.swarm.oxend;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon says of itself and its chain.
 *
 * @param blocks how many it has
 * @param targetBlocks what it is catching up with; 0 or fewer than {@code blocks} if it is not
 * @param newest the newest block
 * @param immutable the height up to which the chain can no longer change; null if the daemon does not say
 * @param network such as {@code mainnet}
 * @param blockTime between two blocks, as it should be
 * @param transactions in the chain, without those that pay for blocks
 * @param waitingTransactions not in a block yet
 * @param names how many are registered; null if the daemon does not say
 * @param databaseBytes how much room the chain takes, perhaps rounded
 * @param version of the daemon, perhaps only its first number
 * @param offline whether it was told to talk to no other
 */
public record DaemonInfo(
        long blocks,
        long targetBlocks,
        ChainHash newest,
        @Nullable Long immutable,
        String network,
        Duration blockTime,
        long transactions,
        long waitingTransactions,
        @Nullable NameCounts names,
        long databaseBytes,
        String version,
        boolean offline) {

    /** How many names of each type there are. */
    public record NameCounts(long session, long wallet, long lokinet) {}

    /** Whether it knows the whole chain, as far as it knows. */
    public boolean isSynchronized() {
        return targetBlocks <= blocks;
    }
}
