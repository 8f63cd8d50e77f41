package org.session4j.testkit;

import java.util.Map;

/**
 * What the file server saw of one request, and what it answered.
 *
 * @param endpoint path with the query
 * @param headers names in lower case
 * @param bodyLength of the request, in bytes
 * @param status of the answer
 */
public record FileServerRecord(
        String method, String endpoint, Map<String, String> headers, int bodyLength, int status) {}
