package org.session4j.testkit;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.testkit.internal.node.Node;

/** One node of a {@link TestNetwork}, to look into and to break. Safe for use by many threads. */
public final class TestNode {

    private final TestNetwork network;
    private final Node node;

    TestNode(TestNetwork network, Node node) {
        this.network = network;
        this.node = node;
    }

    Node node() {
        return node;
    }

    /** The n-th node of the network, from 0. */
    public int index() {
        return node.index();
    }

    public Ed25519PublicKey ed25519() {
        return node.identity().ed25519();
    }

    public X25519PublicKey x25519() {
        return node.identity().x25519();
    }

    public String ip() {
        return node.ip();
    }

    public int httpsPort() {
        return node.httpsPort();
    }

    /** Such as {@code https://127.1.2.1:45678/}. */
    public URI uri() {
        return URI.create("https://" + ip() + ":" + httpsPort() + "/");
    }

    /** Unsigned; {@link ServiceNode#NO_SWARM} if it is in none. */
    public long swarm() {
        return node.swarm();
    }

    /** As the node list of a client has it. */
    public ServiceNode describe() {
        return node.describe();
    }

    /** What the node keeps, in the order in which it came. */
    public List<StoredMessage> messages() {
        return node.table().all(network.clock().millis());
    }

    /** What the node keeps of an account. */
    public List<StoredMessage> messages(SessionId account) {
        return messages().stream()
                .filter(message -> message.account().equals(account.toString()))
                .toList();
    }

    /** What this node saw. */
    public List<NodeRecord> records() {
        return network.records().stream()
                .filter(entry -> entry.node().equals(ed25519()))
                .toList();
    }

    /** Switches a fault on for everything that happens at this node. */
    public void fault(Fault fault) {
        network.running().fault(node, fault, 1);
    }

    /**
     * Switches a fault on for a share of what happens at this node.
     *
     * @param share 0 to 1
     */
    public void fault(Fault fault, double share) {
        network.running().fault(node, fault, share);
    }

    /** The faults of this node; not those of a share of everything. */
    public List<Fault> faults() {
        return network.running().context().faults().of(node);
    }

    /** Switches the faults of this node off. */
    public void clearFaults() {
        network.running().clearFaults(node);
    }

    /** Sets whether the node still waits for its daemon; until then it serves nobody (503). */
    public void syncing(boolean on) {
        node.syncing(on);
    }

    /** Makes this node alone tell another account for a name than {@link TestNetwork#registerName} says. */
    public void registerName(String name, SessionId account) {
        network.running().registerName(node, name.toLowerCase(Locale.ROOT), account.toByteArray());
    }

    /** The index and the address. */
    @Override
    public String toString() {
        return node + " at " + ip() + ":" + httpsPort();
    }
}
