package org.session4j.testkit.internal.http;

/**
 * What a listener serves.
 *
 * @param serverHeader value of {@code Server}; empty for none
 * @param bodyLimit larger bodies are refused as soon as the head is read
 * @param version212 whether a bad {@code Content-Length} is answered as by the newer server
 */
public record Site(HttpHandler handler, String serverHeader, int bodyLimit, boolean version212) {}
