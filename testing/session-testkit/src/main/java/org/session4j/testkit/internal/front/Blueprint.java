package org.session4j.testkit.internal.front;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.session4j.testkit.FileServerSettings;
import org.session4j.testkit.internal.node.Settings;

/**
 * How a network is to be.
 *
 * @param nodes in all
 * @param swarms over which they are spread
 * @param seed of keys, swarm ids and the draws of faults
 * @param seedPort of the seed server without TLS; 0 for any free one
 * @param fileServer how the file server is set up
 * @param activeNodesBin which nodes, by their index, know {@code active_nodes_bin}
 * @param hosts addresses of server names that nodes relay to
 * @param trusted certificates that nodes accept of servers over https
 */
public record Blueprint(
        int nodes,
        int swarms,
        long seed,
        int seedPort,
        Settings settings,
        FileServerSettings fileServer,
        IntPredicate activeNodesBin,
        Map<String, InetSocketAddress> hosts,
        List<X509Certificate> trusted) {}
