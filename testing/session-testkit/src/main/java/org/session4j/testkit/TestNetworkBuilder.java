package org.session4j.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Timing;
import org.session4j.testkit.internal.front.Blueprint;
import org.session4j.testkit.internal.node.Settings;

/** How a {@link TestNetwork} is to be. */
public final class TestNetworkBuilder {

    /** Nodes of a swarm unless the number of swarms is given. */
    private static final int USUAL_SWARM = 6;

    private static final Duration PEER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration HOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SERVER_TIMEOUT = Duration.ofSeconds(25);
    private static final long DATABASE_LIMIT = 3584L << 20;
    private static final long HEIGHT = 1_500_000;

    private int nodes = 24;
    private int swarms;
    private @Nullable Long seed;
    private ServerVersion version = ServerVersion.S28;
    private int hardFork = 19;
    private int revision = -1;
    private long height = HEIGHT;
    private double timeScale = 0.1;
    private int seedPort;
    private @Nullable Timing timing;
    private Clock clock = Clock.systemUTC();
    private long databaseLimit = DATABASE_LIMIT;
    private IntPredicate activeNodesBin = index -> true;
    private int pinnedNodes;
    private FileServerSettings fileServer = FileServerSettings.publicServer();
    private final Map<String, InetSocketAddress> hosts = new HashMap<>();
    private final List<X509Certificate> trusted = new ArrayList<>();

    TestNetworkBuilder() {}

    /** How many nodes; 24 by default. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder nodes(int count) {
        nodes = requirePositive("nodes", count);
        return this;
    }

    /** Over how many swarms they are spread; by default such that each has 6. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder swarms(int count) {
        swarms = requirePositive("swarms", count);
        return this;
    }

    /** Makes keys, swarm ids and the draws of faults repeatable; random by default. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Port of the seed server without TLS, at 127.0.0.1; any free one by default. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder seedPort(int port) {
        seedPort = port;
        return this;
    }

    /** Which server the nodes behave like; 2.8 by default, which yet knows {@code active_nodes_bin}. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder server(ServerVersion value) {
        version = value;
        return this;
    }

    /** 19.4 by default, 19.6 with the newer server. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder hardFork(int fork, int rev) {
        hardFork = fork;
        revision = rev;
        return this;
    }

    /** Height of the block chain. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder height(long value) {
        height = value;
        return this;
    }

    /**
     * How fast time-outs pass, those of the nodes and, unless {@link #timing(Timing)} says otherwise, the client's: 1
     * is as in the real network (5 s in the swarm, 30 s from hop to hop). 0.1 by default.
     *
     * @param factor above zero
     */
    @CanIgnoreReturnValue
    public TestNetworkBuilder timeScale(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor: expected above 0, got " + factor);
        }
        timeScale = factor;
        return this;
    }

    /** What {@link TestNetwork#timing()} gives to clients. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder timing(Timing value) {
        timing = value;
        return this;
    }

    /** What the nodes take for the time, such as a {@link MutableClock}; time-outs do not depend on it. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** How much each node can store, in bytes; 3.5 GiB by default. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder databaseLimit(long bytes) {
        databaseLimit = bytes;
        return this;
    }

    /** Whether the nodes know {@code active_nodes_bin}. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder activeNodesBin(boolean known) {
        return activeNodesBin(index -> known);
    }

    /** Which nodes, by their index, know {@code active_nodes_bin}. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder activeNodesBin(IntPredicate known) {
        activeNodesBin = known;
        return this;
    }

    /** How many of the nodes clients may know beforehand; none by default. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder pinnedNodes(int count) {
        pinnedNodes = count;
        return this;
    }

    /** How the file server is set up; as the public one by default. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder fileServer(FileServerSettings settings) {
        fileServer = settings;
        return this;
    }

    /** Where nodes find a server of that name when they relay to it; loopback only. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder host(String name, InetSocketAddress address) {
        if (!Objects.requireNonNull(address.getAddress(), "address is unresolved")
                .isLoopbackAddress()) {
            throw new IllegalArgumentException("address: expected loopback, got another");
        }
        hosts.put(name, address);
        return this;
    }

    /** A certificate that nodes accept when they relay over https, besides that of the network's own servers. */
    @CanIgnoreReturnValue
    public TestNetworkBuilder trust(X509Certificate certificate) {
        trusted.add(certificate);
        return this;
    }

    /** Starts the network; every node listens when this returns. */
    public TestNetwork start() {
        int count = swarms > 0 ? swarms : Math.max(1, nodes / USUAL_SWARM);
        if (count > nodes) {
            throw new IllegalArgumentException("swarms: expected at most " + nodes + ", got " + count);
        }
        int rev = revision >= 0 ? revision : version == ServerVersion.S212 ? 6 : 4;
        Settings settings = new Settings(
                version,
                hardFork,
                rev,
                height,
                clock,
                databaseLimit,
                scaled(PEER_TIMEOUT),
                scaled(HOP_TIMEOUT),
                scaled(SERVER_TIMEOUT));
        long chosen = seed != null ? seed : new SecureRandom().nextLong();
        Blueprint blueprint =
                new Blueprint(nodes, count, chosen, seedPort, settings, fileServer, activeNodesBin, hosts, trusted);
        return new TestNetwork(blueprint, timing != null ? timing : usualTiming(), pinnedNodes);
    }

    /** The seed always answers, so patience with it costs nothing, and a busy machine may need it. */
    private Timing usualTiming() {
        return Timing.standard().scaled(timeScale).toBuilder()
                .set(Timing.Span.SEED_REQUEST, Timing.standard().get(Timing.Span.SEED_REQUEST))
                .build();
    }

    private Duration scaled(Duration real) {
        return Duration.ofMillis(Math.max(1, Math.round(real.toMillis() * timeScale)));
    }

    private static int requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
        }
        return value;
    }
}
