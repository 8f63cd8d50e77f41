package org.session4j.swarm.oxend;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.wire.OnsRecord;

/**
 * What every daemon of the network may be asked, those behind service nodes included (services: oxend RPC). Each answer is
 * the word of one daemon: who cannot trust it asks several. Not for users to implement.
 */
public sealed interface OxendQueries permits OxendRelay, OxendDaemon {

    /** Service nodes, and of each what the query chooses. */
    CompletableFuture<ServiceNodes> serviceNodes(ServiceNodesQuery query);

    /**
     * The record of a name of Session; empty if nobody has it. It can be opened with the name only, but may be an older one
     * than the newest; {@link org.session4j.swarm.SwarmClient#resolve} asks three nodes.
     */
    CompletableFuture<Optional<OnsRecord>> resolve(OnsName name);
}
