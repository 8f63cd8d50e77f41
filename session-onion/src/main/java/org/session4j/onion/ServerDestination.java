package org.session4j.onion;

import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * A server outside the service node network that speaks onion v4: file server, community, push server.
 *
 * @param protocol {@code http} or {@code https}
 * @param host name without port
 * @param x25519 the key that opens the request
 */
public record ServerDestination(String protocol, String host, int port, X25519PublicKey x25519) implements Destination {

    public ServerDestination {
        if (!protocol.equals("http") && !protocol.equals("https")) {
            throw new IllegalArgumentException("protocol: expected http or https, got " + protocol);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host is empty");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: expected 1 to 65535, got " + port);
        }
    }
}
