package org.session4j.onion.wire;

import org.session4j.onion.ServerDestination;

/**
 * Where the last node posts a request for a server (network: layers; storage server: relay to server).
 *
 * @param protocol {@code http} or {@code https} where a node is to go along with it
 * @param host name without port
 * @param port 0 to 65535
 * @param target path, {@link #V4} for all servers of today
 */
public record ServerTarget(String protocol, String host, int port, String target) {

    /** The path that takes v4 requests. */
    public static final String V4 = "/oxen/v4/lsrpc";

    public static final int DEFAULT_HTTPS_PORT = 443;
    public static final int DEFAULT_HTTP_PORT = 80;

    public ServerTarget {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port: expected 0 to 65535, got " + port);
        }
    }

    public static ServerTarget of(ServerDestination server) {
        return new ServerTarget(server.protocol(), server.host(), server.port(), V4);
    }

    /** The port that goes without saying. */
    public static int defaultPort(String protocol) {
        return protocol.equals("http") ? DEFAULT_HTTP_PORT : DEFAULT_HTTPS_PORT;
    }

    /** Whether a node goes along with it; it answers {@code Invalid url} else. */
    public boolean isAllowed() {
        return (protocol.equals("http") || protocol.equals("https"))
                && (target.startsWith("/loki/") || target.startsWith("/oxen/"))
                && target.endsWith("/lsrpc")
                && target.indexOf('?') < 0;
    }

    /** The URL that the node posts to; the default port is left out. */
    public String url() {
        String authority = port == defaultPort(protocol) ? host : host + ":" + port;
        return protocol + "://" + authority + target;
    }
}
