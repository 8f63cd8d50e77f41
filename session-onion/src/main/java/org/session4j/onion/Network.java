package org.session4j.onion;

import java.util.List;
import java.util.Optional;

/**
 * Which Session network: where its node list comes from, and whom to trust for it. The real ones are {@link #mainnet()}
 * and {@link #testnet()}; any other is put together with {@link #builder(String)}; the testkit's {@code TestNetwork} is
 * one too.
 *
 * <pre>{@code
 * Network own = Network.builder("own").insecureSeed(URI.create("http://127.0.0.1:1280/")).build();
 * }</pre>
 */
public interface Network {

    /** The network that everybody uses. Seed certificates and node keys are part of this library. */
    static Network mainnet() {
        return PublicNetworks.mainnet();
    }

    /**
     * The network for trying things out. Its seeds speak plain HTTP, so whoever sits on the way can give another list:
     * for tests only.
     */
    static Network testnet() {
        return PublicNetworks.testnet();
    }

    /** A network of these seeds that nobody has declared a test network. */
    static Network of(String name, List<SeedServer> seeds) {
        return builder(name).seeds(seeds).build();
    }

    static NetworkBuilder builder(String name) {
        return new NetworkBuilder(name);
    }

    /** A short name for logs and errors, such as {@code mainnet}. */
    String name();

    /** Servers that hand out the node list; asked in random order. */
    List<SeedServer> seeds();

    /** Nodes whose key is known beforehand, asked by zero-hop onion (network: bootstrap); may be empty. */
    List<ServiceNode> pinnedNodes();

    /** A node list shipped with the program, for the case that neither a seed nor a pinned node can be reached. */
    default Optional<FrozenNodeList> frozenNodes() {
        return Optional.empty();
    }

    /** Where attachments and pictures go; absent if the network has no server for them. */
    default Optional<FileServerAddress> fileServer() {
        return Optional.empty();
    }

    /**
     * Whether the network is a small one for tests. Only there may a path be shorter than the rules of the big network
     * demand, and only if the whole list has too few nodes for a path and a destination outside it.
     */
    default boolean isTestNetwork() {
        return false;
    }

    /** How long things take and how often they are tried; tests scale it. */
    default Timing timing() {
        return Timing.standard();
    }
}
