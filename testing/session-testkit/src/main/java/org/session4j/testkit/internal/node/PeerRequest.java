package org.session4j.testkit.internal.node;

import org.session4j.testkit.internal.http.Body;

/**
 * What one node asks another.
 *
 * @param command such as {@code sn.onion_request}
 * @param from key of the asking node in hex
 * @param number of the client's request behind it, for the records only; no node looks at it
 */
public record PeerRequest(String command, String from, long number, Body payload) {}
