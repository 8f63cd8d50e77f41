package org.session4j.examples;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNetworkBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A Session network on this machine, until stopped. Any client that is given the URL of its seed can use it. */
@Command(
        name = "testnet",
        description = "Runs a Session network on this machine until stopped; its first line tells the seed's URL.",
        mixinStandardHelpOptions = true)
final class Testnet implements Callable<Integer> {

    @Option(names = "--nodes", paramLabel = "N", description = "How many nodes; 24 by default.")
    private @Nullable Integer nodes;

    @Option(
            names = "--swarms",
            paramLabel = "N",
            description = "Over how many swarms; such that each has 6 by default.")
    private @Nullable Integer swarms;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the seed; any free one by default.")
    private @Nullable Integer port;

    @Mixin
    private final RegisteredNames names = new RegisteredNames();

    @Override
    public Integer call() throws InterruptedException {
        // Nodes as patient as those of the real network; clients of other makes know no other.
        TestNetworkBuilder builder = TestNetwork.builder().timeScale(1);
        if (nodes != null) {
            builder.nodes(nodes);
        }
        if (swarms != null) {
            builder.swarms(swarms);
        }
        if (port != null) {
            builder.seedPort(port);
        }
        try (TestNetwork network = builder.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::close));
            names.addTo(network);
            System.out.println(
                    "{\"seed\":\"http://127.0.0.1:" + network.seedUri().getPort() + "\"}");
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
