package org.session4j.swarm.oxend;

import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * One service node as a daemon describes it (services: oxend RPC). What was not asked for, or is not known, is null or
 * empty; that is normal for each of them, as a node that has never sent an uptime proof has neither address nor versions.
 *
 * @param key by which it is registered; for nodes of old another one than {@code ed25519}
 * @param ed25519 its identity on the network
 * @param x25519 as it is told, not derived
 * @param ip IPv4 in dotted form; {@code 0.0.0.0} for none
 * @param storagePort port of the storage server's HTTPS; 0 if unknown
 * @param storageOmqPort port of the storage server's OMQ and QUIC; 0 if unknown
 * @param quorumnetPort port for other nodes; 0 if unknown
 * @param swarmId unsigned; {@link ServiceNode#NO_SWARM} if it is in no swarm, or it is unknown
 */
public record ServiceNodeState(
        @Nullable Ed25519PublicKey key,
        @Nullable Ed25519PublicKey ed25519,
        @Nullable X25519PublicKey x25519,
        @Nullable String ip,
        int storagePort,
        int storageOmqPort,
        int quorumnetPort,
        long swarmId,
        NodeVersions versions,
        NodeStanding standing,
        NodeStake stake,
        NodeHealth health) {}
