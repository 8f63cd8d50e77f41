package org.session4j.testkit.internal.http;

import java.util.Map;

/**
 * A request as it arrived.
 *
 * @param method as sent
 * @param path with the query, as sent
 * @param headers names in lower case; of several of one name the last
 * @param body shared, not to be changed
 * @param peer {@code ip:port}
 */
public record HttpCall(String method, String path, Map<String, String> headers, Body body, String peer) {

    /** The address without the port. */
    public String peerIp() {
        return peer.substring(0, peer.lastIndexOf(':'));
    }
}
