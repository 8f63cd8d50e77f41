package org.session4j.onion;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * A service node as the node list describes it (network: the pool of service nodes).
 *
 * @param ed25519 the identity of the node
 * @param x25519 the onion key, always derived from {@code ed25519}, never taken from a list
 * @param ip IPv4 in dotted form
 * @param httpsPort port of the storage server's HTTPS
 * @param quicPort port of OMQ (TCP) and QUIC (UDP); 0 if the list does not say
 * @param swarmId unsigned; {@link #NO_SWARM} if the node is in no swarm
 * @param version of the storage server, such as {@code 2.8.0}; null if the list does not say
 */
public record ServiceNode(
        Ed25519PublicKey ed25519,
        X25519PublicKey x25519,
        String ip,
        int httpsPort,
        int quicPort,
        long swarmId,
        @Nullable String version)
        implements Destination {

    /** 2^64 − 1, the id that means "not in a swarm". */
    public static final long NO_SWARM = -1L;

    /** The first three numbers of the IPv4, such as {@code 203.0.113}. */
    public String subnet24() {
        return ip.substring(0, ip.lastIndexOf('.'));
    }
}
