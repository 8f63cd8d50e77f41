package org.session4j.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.client.NetworkConnection;
import org.session4j.swarm.oxend.OxendRelay;
import org.session4j.swarm.oxend.ServiceNodeField;
import org.session4j.swarm.oxend.ServiceNodes;
import org.session4j.swarm.oxend.ServiceNodesQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the network of service nodes: which versions run, where they are, and how large the swarms are. */
@Command(
        name = "network",
        description = "Counts the service nodes by version and by /16 of their address, and the sizes of the swarms.",
        mixinStandardHelpOptions = true)
final class NodeNetwork implements Callable<Integer> {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw it into this file too.")
    private @Nullable Path svg;

    @Override
    public Integer call() throws Exception {
        ServiceNodesQuery query = ServiceNodesQuery.builder()
                .activeOnly()
                .fields(ServiceNodeField.PUBLIC_IP, ServiceNodeField.SWARM_ID, ServiceNodeField.STORAGE_SERVER_VERSION)
                .build();
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                NetworkConnection connection =
                        NetworkConnection.builder(opened.network()).open()) {
            ServiceNodes list =
                    Answer.of(OxendRelay.through(connection.storage()).serviceNodes(query));
            NodeCensus census = NodeCensus.of(list);
            System.out.print(census.formatText());
            if (svg != null) {
                Files.writeString(svg, NodeChart.formatSvg(census));
            }
            return 0;
        }
    }
}
