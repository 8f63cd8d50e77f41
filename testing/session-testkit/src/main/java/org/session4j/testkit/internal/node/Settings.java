package org.session4j.testkit.internal.node;

import java.time.Clock;
import java.time.Duration;
import org.session4j.testkit.ServerVersion;

/**
 * What holds for every node of a network.
 *
 * @param version whose behaviour where versions differ
 * @param hardFork of the daemons, such as 19 of 19.4
 * @param revision such as 4 of 19.4
 * @param height of the block chain
 * @param clock what the nodes take for the time
 * @param databaseBytes limit of each node's database
 * @param peerTimeout how long a node waits for the others of its swarm (5 s in the real network)
 * @param hopTimeout how long a node waits for the next one of an onion path (30 s)
 * @param serverTimeout how long a node waits for a server (25 s)
 */
public record Settings(
        ServerVersion version,
        int hardFork,
        int revision,
        long height,
        Clock clock,
        long databaseBytes,
        Duration peerTimeout,
        Duration hopTimeout,
        Duration serverTimeout) {

    public boolean newServer() {
        return version == ServerVersion.S212;
    }

    /** Whether the hard fork is at least this one. */
    public boolean hardForkAtLeast(int fork, int rev) {
        return hardFork > fork || (hardFork == fork && revision >= rev);
    }

    /** Value of the {@code Server} and {@code User-Agent} headers. */
    public String product() {
        return "Oxen Storage Server/" + version;
    }
}
