package org.session4j.onion;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * @param status of HTTP
 * @param retryAfter what the peer asked for, if it did
 */
public record TransportResponse(
        int status, Bytes body, @Nullable Duration retryAfter) {}
