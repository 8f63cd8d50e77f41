package org.session4j.testkit.internal.rpc;

import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.internal.daemon.Daemon;
import org.session4j.testkit.internal.node.FaultBoard;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.PeerNetwork;
import org.session4j.testkit.internal.node.RequestLog;
import org.session4j.testkit.internal.node.Roster;
import org.session4j.testkit.internal.node.Settings;
import org.session4j.testkit.internal.node.Workload;

/** What surrounds every node of one network. */
public record RpcContext(
        Settings settings,
        Roster roster,
        FaultBoard<Node> faults,
        Workload workload,
        PeerNetwork peers,
        RequestLog log,
        Crypto crypto,
        Daemon daemon) {}
