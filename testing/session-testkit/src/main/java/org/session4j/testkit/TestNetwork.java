package org.session4j.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.session4j.onion.FileServerAddress;
import org.session4j.onion.Network;
import org.session4j.onion.SeedServer;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.testkit.internal.daemon.Daemon;
import org.session4j.testkit.internal.front.Blueprint;
import org.session4j.testkit.internal.front.RunningNetwork;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.Node.Standing;

/**
 * A whole Session network inside the JVM: service nodes in swarms that peel onions, store and replicate, a seed server
 * and a file server. Clients reach the nodes by real TLS on loopback addresses, so that any client that knows the seed's URL can
 * use it; nothing leaves the machine.
 *
 * <pre>{@code
 * try (TestNetwork network = TestNetwork.start()) {
 *     network.node(3).fault(new Fault.Hanging());
 *     ...
 *     assert network.hits(Fault.Kind.HANGING) > 0;
 * }
 * }</pre>
 *
 * Every node checks every onion and every signature itself and answers as the storage server does, status and text.
 * Safe for use by many threads. {@link #close()} ends its few threads, which are daemons.
 */
public final class TestNetwork implements Network, AutoCloseable {

    private final RunningNetwork running;
    private final Timing timing;
    private final Clock clock;
    private final long seed;
    private final int pinned;
    private final TestFileServer files;
    private final Map<Node, TestNode> handles = new LinkedHashMap<>();

    TestNetwork(Blueprint blueprint, Timing timing, int pinned) {
        this.running = new RunningNetwork(blueprint);
        this.timing = timing;
        this.clock = blueprint.settings().clock();
        this.seed = blueprint.seed();
        this.pinned = pinned;
        this.files = new TestFileServer(running);
    }

    /** Starts 24 nodes in 4 swarms. */
    public static TestNetwork start() {
        return builder().start();
    }

    public static TestNetworkBuilder builder() {
        return new TestNetworkBuilder();
    }

    // --- What a client needs to know ---

    /** {@code testkit}. */
    @Override
    public String name() {
        return "testkit";
    }

    /** The seed server over TLS, its certificate pinned. */
    @Override
    public List<SeedServer> seeds() {
        return List.of(SeedServer.pinned(secureSeedUri(), List.of(seedCertificate())));
    }

    /** As many of the nodes as {@link TestNetworkBuilder#pinnedNodes(int)} says; none by default. */
    @Override
    public List<ServiceNode> pinnedNodes() {
        return nodes().stream().limit(pinned).map(TestNode::describe).toList();
    }

    /** The network's own over http; {@link #files()} tells more. */
    @Override
    public Optional<FileServerAddress> fileServer() {
        return Optional.of(files.address());
    }

    @Override
    public boolean isTestNetwork() {
        return true;
    }

    @Override
    public Timing timing() {
        return timing;
    }

    /** The seed server without TLS, such as {@code http://127.0.0.1:34567/}. */
    public URI seedUri() {
        return URI.create("http://127.0.0.1:" + running.seedPort() + "/");
    }

    /** The same server over TLS. */
    public URI secureSeedUri() {
        return URI.create("https://127.0.0.1:" + running.secureSeedPort() + "/");
    }

    /** The certificate that the seed server shows, for 127.0.0.1 and localhost; nodes show the same. */
    public X509Certificate seedCertificate() {
        return running.certificate();
    }

    /** The file server, to look into and to break. */
    public TestFileServer files() {
        return files;
    }

    /** What the nodes and the file server take for the time. */
    public Clock clock() {
        return clock;
    }

    /** From which keys, swarm ids and the draws of faults follow; the builder takes it to repeat a run. */
    public long seed() {
        return seed;
    }

    // --- Nodes and swarms ---

    /** Every node that there ever was, in the order in which they came. */
    public List<TestNode> nodes() {
        return handles(running.context().roster().everyone());
    }

    public TestNode node(int index) {
        return nodes().get(index);
    }

    /**
     * @throws NoSuchElementException if there is none
     */
    public TestNode node(Ed25519PublicKey key) {
        return nodes().stream()
                .filter(node -> node.ed25519().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no node has this key"));
    }

    /** Ids of the swarms, ascending as unsigned numbers. */
    public List<Long> swarms() {
        return running.context().roster().swarms();
    }

    /** Members of a swarm. */
    public List<TestNode> swarm(long id) {
        return handles(running.context().roster().members(id));
    }

    /** Members of the swarm that keeps the messages of an account. */
    public List<TestNode> swarmOf(SessionId account) {
        return swarm(running.context().roster().swarmOf(account.toByteArray()));
    }

    /** Starts a further node in a swarm; the members give it their messages. */
    @CanIgnoreReturnValue
    public TestNode addNode(long swarm) {
        return handle(running.addNode(swarm));
    }

    /** Starts a further swarm, which takes over the accounts that are now nearest to it. */
    @CanIgnoreReturnValue
    public List<TestNode> addSwarm(int nodes) {
        return swarm(running.addSwarm(nodes));
    }

    /** Puts a node into another swarm. */
    public void move(TestNode node, long swarm) {
        running.move(node.node(), swarm);
    }

    /** The node is no longer registered: it runs, but the others do not know it and it serves nobody. */
    public void remove(TestNode node) {
        running.standing(node.node(), Standing.REMOVED);
    }

    /** The node is in no swarm and not in lists of active nodes, and it serves nobody, but the others know it. */
    public void decommission(TestNode node) {
        running.standing(node.node(), Standing.DECOMMISSIONED);
    }

    /** Makes a node that was removed or decommissioned an active one again. */
    public void recommission(TestNode node) {
        running.standing(node.node(), Standing.ACTIVE);
    }

    /** Registers a name for an account, for {@code ons_resolve}; names are the same in either case of letters. */
    public void registerName(String name, SessionId account) {
        running.registerName(null, name.toLowerCase(Locale.ROOT), account.toByteArray());
    }

    /** How the daemon beside each node is. */
    public enum DaemonState {
        WORKING,
        /** {@code oxend_request} is refused: 400. */
        REFUSING,
        /** {@code oxend_request} gets nonsense: 502. */
        UNPARSABLE
    }

    /** Sets how the daemons beside the nodes are; the seed server is not concerned. */
    public void daemon(DaemonState state) {
        running.context().daemon().state(Daemon.State.valueOf(state.name()));
    }

    // --- Faults and records ---

    /**
     * Switches a fault on for a share of all that happens at any node, drawn from {@link #seed()}. The file server is
     * not concerned.
     *
     * @param share 0 to 1
     */
    public void fault(Fault fault, double share) {
        running.context().faults().add(null, fault, share);
    }

    /** Switches all faults off, those of single nodes and of the file server too. What was counted stays. */
    public void clearFaults() {
        running.clearFaults();
    }

    /** How often faults of a kind struck at nodes since the start. */
    public long hits(Fault.Kind kind) {
        return running.context().faults().hits(kind);
    }

    /** What the nodes saw, oldest first; only so much of it is kept (20,000 records or 16 MiB). */
    public List<NodeRecord> records() {
        return running.context().log().records();
    }

    /** The records of each request together, in the order in which nodes saw it. */
    public List<List<NodeRecord>> requests() {
        Map<Long, List<NodeRecord>> requests = new LinkedHashMap<>();
        for (NodeRecord entry : records()) {
            requests.computeIfAbsent(entry.request(), number -> new ArrayList<>())
                    .add(entry);
        }
        return List.copyOf(requests.values());
    }

    /** Forgets what the nodes saw. */
    public void clearRecords() {
        running.context().log().clear();
    }

    /**
     * Waits until no node has anything left to do: every request that reached one is done, also where nobody waits for
     * its answer any more. What was asked of a dead or hanging node counts as done, an answer on its way as given.
     * Returns at once after {@link #close()}.
     */
    public void awaitIdle() throws InterruptedException {
        running.context().workload().awaitIdle();
    }

    /** Ends connections and threads. May be called more than once. */
    @Override
    public void close() {
        running.close();
    }

    RunningNetwork running() {
        return running;
    }

    private List<TestNode> handles(List<Node> nodes) {
        return nodes.stream().map(this::handle).toList();
    }

    private TestNode handle(Node node) {
        synchronized (handles) {
            return handles.computeIfAbsent(node, one -> new TestNode(this, one));
        }
    }
}
