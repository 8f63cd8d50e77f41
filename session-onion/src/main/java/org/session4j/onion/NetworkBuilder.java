package org.session4j.onion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Network} together from its seeds; made by {@link Network#builder(String)}. */
public final class NetworkBuilder {

    private final String name;
    private final List<SeedServer> seeds = new ArrayList<>();
    private final List<ServiceNode> pinnedNodes = new ArrayList<>();
    private @Nullable FrozenNodeList frozenNodes;
    private @Nullable FileServerAddress fileServer;
    private boolean testNetwork;
    private Timing timing = Timing.standard();

    NetworkBuilder(String name) {
        this.name = name;
    }

    @CanIgnoreReturnValue
    public NetworkBuilder seeds(List<SeedServer> more) {
        seeds.addAll(more);
        return this;
    }

    /** A seed over HTTPS that must show one of these certificates. */
    @CanIgnoreReturnValue
    public NetworkBuilder pinnedSeed(URI url, List<X509Certificate> certificates) {
        seeds.add(SeedServer.pinned(url, certificates));
        return this;
    }

    /** A seed that is believed whoever it is, over http too. */
    @CanIgnoreReturnValue
    public NetworkBuilder insecureSeed(URI url) {
        seeds.add(SeedServer.insecure(url));
        return this;
    }

    /** A node whose key is known beforehand, and that can be asked for the list when no seed can. */
    @CanIgnoreReturnValue
    public NetworkBuilder pinnedNode(ServiceNode node) {
        pinnedNodes.add(node);
        return this;
    }

    @CanIgnoreReturnValue
    public NetworkBuilder frozenNodes(FrozenNodeList list) {
        frozenNodes = list;
        return this;
    }

    /** Where attachments and pictures go; without one there is none. */
    @CanIgnoreReturnValue
    public NetworkBuilder fileServer(FileServerAddress server) {
        fileServer = server;
        return this;
    }

    /** Declares the network a small one for tests, see {@link Network#isTestNetwork()}. */
    @CanIgnoreReturnValue
    public NetworkBuilder testNetwork(boolean declared) {
        testNetwork = declared;
        return this;
    }

    @CanIgnoreReturnValue
    public NetworkBuilder timing(Timing policy) {
        timing = policy;
        return this;
    }

    /**
     * @throws IllegalStateException if there is nothing to ask for the node list
     */
    public Network build() {
        if (seeds.isEmpty() && pinnedNodes.isEmpty() && frozenNodes == null) {
            throw new IllegalStateException("a network needs a seed, a pinned node or a frozen node list");
        }
        return new BuiltNetwork(
                name,
                List.copyOf(seeds),
                List.copyOf(pinnedNodes),
                Optional.ofNullable(frozenNodes),
                Optional.ofNullable(fileServer),
                testNetwork,
                timing);
    }

    private record BuiltNetwork(
            String name,
            List<SeedServer> seeds,
            List<ServiceNode> pinnedNodes,
            Optional<FrozenNodeList> frozenNodes,
            Optional<FileServerAddress> fileServer,
            boolean isTestNetwork,
            Timing timing)
            implements Network {}
}
