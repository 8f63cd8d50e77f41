package org.session4j.testkit.internal.front;

import io.netty.handler.ssl.SslContext;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.Fault;
import org.session4j.testkit.Fault.Kind;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.internal.daemon.Daemon;
import org.session4j.testkit.internal.daemon.SeedFront;
import org.session4j.testkit.internal.files.FileHost;
import org.session4j.testkit.internal.http.Listeners;
import org.session4j.testkit.internal.http.Listeners.Listener;
import org.session4j.testkit.internal.http.ServerPost;
import org.session4j.testkit.internal.http.Site;
import org.session4j.testkit.internal.node.ErrorTexts;
import org.session4j.testkit.internal.node.FaultBoard;
import org.session4j.testkit.internal.node.FaultyHandler;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.Node.Standing;
import org.session4j.testkit.internal.node.NodeIdentity;
import org.session4j.testkit.internal.node.PeerNetwork;
import org.session4j.testkit.internal.node.RequestLog;
import org.session4j.testkit.internal.node.Roster;
import org.session4j.testkit.internal.node.Workload;
import org.session4j.testkit.internal.onion.OnionService;
import org.session4j.testkit.internal.rpc.RpcContext;
import org.session4j.testkit.internal.rpc.RpcService;
import org.session4j.testkit.internal.storage.NewMessage;

/** All parts of one network, put together and running; changes are made one at a time. */
public final class RunningNetwork implements AutoCloseable {

    private static final String LOCALHOST = "127.0.0.1";
    private static final int BODY_LIMIT = 10 << 20;
    private static final int ID_BITS = 64;
    private static final Set<Kind> AT_NODES = EnumSet.complementOf(EnumSet.of(Kind.WRONG_SIZE, Kind.WRONG_BYTES));

    private final Blueprint blueprint;
    private final Random keys;
    private final Certificates certificates = new Certificates();
    private final Listeners listeners;
    private final RpcContext context;
    private final RpcService rpc;
    private final OnionService onion;
    private final Addresses addresses;
    private final Map<Node, Listener> doors = new ConcurrentHashMap<>();
    private final List<Long> swarmIds = new ArrayList<>();
    private final Listener seed;
    private final Listener secureSeed;
    private final FileHost files;
    private boolean closed;

    public RunningNetwork(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.keys = new Random(blueprint.seed());
        SslContext tls = certificates.forListeners();
        this.listeners = new Listeners(tls);
        Roster roster = new Roster();
        FaultBoard<Node> faults = new FaultBoard<>(blueprint.seed(), AT_NODES);
        Workload workload = new Workload();
        Daemon daemon = new Daemon(blueprint.settings(), roster, blueprint.seed());
        this.context = new RpcContext(
                blueprint.settings(),
                roster,
                faults,
                workload,
                new PeerNetwork(faults, workload),
                new RequestLog(),
                Crypto.get(),
                daemon);
        this.rpc = new RpcService(context);
        ServerPost servers = new ServerPost(
                certificates.forServers(blueprint.trusted()),
                blueprint.hosts(),
                blueprint.settings().product());
        this.onion = new OnionService(context, rpc, servers);
        try {
            this.addresses = new Addresses(listeners.canBind("127.1.1.1"));
            Site seeds = new Site(new SeedFront(daemon), "", BODY_LIMIT, true);
            this.seed = listeners.bind(LOCALHOST, blueprint.seedPort(), false, seeds);
            this.secureSeed = listeners.bind(LOCALHOST, 0, true, seeds);
            this.files = new FileHost(
                    listeners,
                    blueprint.settings(),
                    blueprint.fileServer(),
                    context.crypto(),
                    workload,
                    blueprint.seed());
            start();
        } catch (RuntimeException failed) {
            listeners.close();
            throw failed;
        }
    }

    private void start() {
        BigInteger step = BigInteger.ONE.shiftLeft(ID_BITS).divide(BigInteger.valueOf(blueprint.swarms()));
        for (int i = 0; i < blueprint.swarms(); i++) {
            // Spread over the ring with some irregularity, so that every swarm gets its share of accounts.
            BigInteger jitter = new BigInteger(ID_BITS, keys).mod(step.shiftRight(1));
            swarmIds.add(step.multiply(BigInteger.valueOf(i)).add(jitter).longValue());
        }
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < blueprint.nodes(); i++) {
            nodes.add(newNode(i, swarmIds.get(i % blueprint.swarms())));
        }
        context.roster().add(nodes);
    }

    private Node newNode(int index, long swarm) {
        byte[] seedBytes = new byte[Crypto.ED25519_SEED];
        byte[] legacySeed = new byte[Crypto.ED25519_SEED];
        keys.nextBytes(seedBytes);
        keys.nextBytes(legacySeed);
        NodeIdentity identity = NodeIdentity.derive(context.crypto(), seedBytes, legacySeed);
        Node node = new Node(
                index,
                identity,
                listeners.nextLoop(),
                blueprint.settings(),
                swarm,
                blueprint.activeNodesBin().test(index));
        node.address(addresses.next(swarmIds.indexOf(swarm)), 0);
        open(node);
        return node;
    }

    private void open(Node node) {
        Site site = new Site(
                new FaultyHandler(
                        new NodeFront(node, context, rpc, onion),
                        () -> context.faults().strike(node, FaultBoard.TRANSPORT),
                        node.loop(),
                        ErrorTexts::of),
                blueprint.settings().product(),
                BODY_LIMIT,
                blueprint.settings().newServer());
        Listener door = listeners.bind(node.ip(), node.httpsPort(), true, site);
        node.address(node.ip(), door.port());
        doors.put(node, door);
    }

    public RpcContext context() {
        return context;
    }

    public FileHost files() {
        return files;
    }

    public X509Certificate certificate() {
        return certificates.certificate();
    }

    public int seedPort() {
        return seed.port();
    }

    public int secureSeedPort() {
        return secureSeed.port();
    }

    /** Adds a node to a swarm; it gets the messages that the members have. */
    public synchronized Node addNode(long swarm) {
        requireSwarm(swarm);
        Node node = newNode(context.roster().everyone().size(), swarm);
        context.roster().add(List.of(node));
        rebalance();
        return node;
    }

    /** Adds a swarm at a random place of the ring. */
    public synchronized long addSwarm(int nodes) {
        long id = keys.nextLong();
        while (id == ServiceNode.NO_SWARM || swarmIds.contains(id)) {
            id = keys.nextLong();
        }
        swarmIds.add(id);
        List<Node> members = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            members.add(newNode(context.roster().everyone().size() + i, id));
        }
        context.roster().add(members);
        rebalance();
        return id;
    }

    public synchronized void standing(Node node, Standing standing) {
        context.roster().standing(node, standing);
        rebalance();
    }

    public synchronized void move(Node node, long swarm) {
        requireSwarm(swarm);
        context.roster().move(node, swarm);
        rebalance();
    }

    private void requireSwarm(long swarm) {
        if (!swarmIds.contains(swarm)) {
            throw new IllegalArgumentException("no swarm has this id");
        }
    }

    /**
     * Gives every member of a swarm what the others have of its accounts (storage server: storage behaviour). Servers
     * before 2.11.3 lose the namespace on that way.
     */
    private void rebalance() {
        boolean keepsNamespace = blueprint.settings().newServer();
        long now = blueprint.settings().clock().millis();
        for (Node from : context.roster().everyone()) {
            for (StoredMessage message : from.table().all(now)) {
                long swarm = context.roster().swarmOf(accountBytes(message.account()));
                for (Node to : context.roster().members(swarm)) {
                    if (to != from && !to.table().has(message.hash())) {
                        to.table().copy(NewMessage.copyOf(message, keepsNamespace ? message.namespace() : 0), now);
                    }
                }
            }
        }
    }

    private static byte[] accountBytes(String hex) {
        try {
            return Hex.parse(hex);
        } catch (MalformedDataException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public synchronized void fault(Node node, Fault fault, double share) {
        context.faults().add(node, fault, share);
        if (fault.kind() == Kind.DEAD && share >= 1) {
            Listener door = doors.remove(node);
            if (door != null) {
                door.close();
            }
        }
    }

    public synchronized void clearFaults(Node node) {
        context.faults().clear(node);
        reopen();
    }

    public synchronized void clearFaults() {
        context.faults().clear();
        reopen();
        clearFileFaults();
    }

    public synchronized void clearFileFaults() {
        if (!closed) {
            files.clearFaults();
        }
    }

    private void reopen() {
        for (Node node : context.roster().everyone()) {
            boolean dead = context.faults().of(node).stream().anyMatch(fault -> fault.kind() == Kind.DEAD);
            if (!dead && !closed && !doors.containsKey(node)) {
                open(node);
            }
        }
    }

    /**
     * Registers a name for an account (network: daemon requests, names).
     *
     * @param only the one node that is told so; null for all
     */
    public void registerName(@Nullable Node only, String name, byte[] account) {
        Crypto crypto = context.crypto();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] hash = crypto.blake2b(Crypto.KEY, null, null, bytes);
        byte[] key = crypto.blake2b(Crypto.KEY, hash, null, bytes);
        byte[] nonce = new byte[Crypto.XCHACHA20_NONCE];
        new Random(blueprint.seed() ^ name.hashCode()).nextBytes(nonce);
        byte[] value = crypto.xchacha20Poly1305Encrypt(account, nonce, key);
        if (only == null) {
            context.daemon().register(hash, value, nonce);
        } else {
            context.daemon().register(only, hash, value, nonce);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            listeners.close();
            context.workload().close();
        }
    }
}
