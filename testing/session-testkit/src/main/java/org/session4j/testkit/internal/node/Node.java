package org.session4j.testkit.internal.node;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.session4j.onion.ServiceNode;
import org.session4j.testkit.internal.storage.MessageTable;
import org.session4j.testkit.internal.storage.Revocations;

/** A service node: who it is, where it is, in which swarm, and what it keeps. Safe for use by many threads. */
public final class Node {

    /** How the network regards a node. */
    public enum Standing {
        ACTIVE,
        /** Known to the others but in no swarm and not in the lists of active nodes. */
        DECOMMISSIONED,
        /** No longer registered: the others do not know it. */
        REMOVED
    }

    private final int index;
    private final NodeIdentity identity;
    private final EventLoop loop;
    private final Settings settings;
    private final boolean activeNodesBin;
    private final MessageTable table;
    private final Revocations revocations = new Revocations();
    private volatile String ip = "0.0.0.0";
    private volatile int httpsPort;
    private volatile long swarm;
    private volatile Standing standing = Standing.ACTIVE;
    private volatile boolean syncing;

    public Node(int index, NodeIdentity identity, EventLoop loop, Settings settings, long swarm, boolean bin) {
        this.index = index;
        this.identity = identity;
        this.loop = loop;
        this.settings = settings;
        this.swarm = swarm;
        this.activeNodesBin = bin;
        this.table = new MessageTable(settings.databaseBytes(), settings.clock().millis());
    }

    public int index() {
        return index;
    }

    public NodeIdentity identity() {
        return identity;
    }

    /** Ed25519 key in hex, the name of the node in answers. */
    public String key() {
        return identity.ed25519().toString();
    }

    /** On which the node does its work. */
    public EventLoop loop() {
        return loop;
    }

    public Settings settings() {
        return settings;
    }

    /** Whether the node knows the method {@code active_nodes_bin}. */
    public boolean activeNodesBin() {
        return activeNodesBin;
    }

    public MessageTable table() {
        return table;
    }

    public Revocations revocations() {
        return revocations;
    }

    public void address(String address, int port) {
        ip = address;
        httpsPort = port;
    }

    public String ip() {
        return ip;
    }

    public int httpsPort() {
        return httpsPort;
    }

    /** Of OMQ and QUIC, which nobody serves here; clients skip nodes that show none. */
    public int omqPort() {
        return httpsPort > 1 ? httpsPort - 1 : 0;
    }

    /** Unsigned; {@link ServiceNode#NO_SWARM} unless the node is active. */
    public long swarm() {
        return standing == Standing.ACTIVE ? swarm : ServiceNode.NO_SWARM;
    }

    public Standing standing() {
        return standing;
    }

    void standing(Standing other) {
        standing = other;
    }

    void swarm(long other) {
        swarm = other;
    }

    /** Sets whether the node still waits for its daemon. */
    public void syncing(boolean on) {
        syncing = on;
    }

    /** Why the node does not serve; empty if it does (storage server: checks before the dispatcher). */
    public List<String> reasonsNotReady() {
        List<String> reasons = new ArrayList<>();
        int revision = settings.newServer() ? 6 : 3;
        if (settings.newServer() ? !settings.hardForkAtLeast(19, 6) : !settings.hardForkAtLeast(19, 3)) {
            reasons.add("not yet on hardfork 19." + revision);
        }
        if (swarm() == ServiceNode.NO_SWARM) {
            reasons.add("not in any swarm");
        }
        if (syncing) {
            reasons.add("not done syncing");
        }
        return reasons;
    }

    /** As a client's node list would have it. */
    public ServiceNode describe() {
        return new ServiceNode(
                identity.ed25519(),
                identity.x25519(),
                ip,
                httpsPort,
                omqPort(),
                swarm(),
                settings.version().toString());
    }

    @Override
    public String toString() {
        return "node " + index;
    }
}
