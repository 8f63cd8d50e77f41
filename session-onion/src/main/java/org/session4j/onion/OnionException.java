package org.session4j.onion;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that got no authenticated answer. Nobody can tell what became of it: the destination may have carried it
 * out.
 */
public final class OnionException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as the guard's word in clear goes (network: path-level errors). */
    public enum Reason {
        /** A hop does not know, or cannot reach, the next one. */
        NODE_UNREACHABLE,
        /** The last hop does not know, or cannot reach, the destination. */
        DESTINATION_UNREACHABLE,
        NODE_NOT_READY,
        PATH_TIMED_OUT,
        INVALID_HOP_RESPONSE,
        PATH_ERROR,
        BAD_REQUEST,
        PAYLOAD_TOO_LARGE,
        RATE_LIMITED,
        SERVER_UNREACHABLE,
        /** A status that only a destination may give, said in clear; whoever says it wants something of us. */
        UNAUTHENTICATED,
        /** An answer that the destination's key does not open. */
        INVALID_RESPONSE,
        /**
         * What came back in place of a server's answer is longer than the request allows. It was cut off before anybody
         * could tell who made it so long, the server or the guard.
         */
        ANSWER_TOO_LARGE,
        /** The guard could not be connected to, or broke the connection. */
        GUARD_UNREACHABLE,
        /** No path could be built. */
        NO_PATH,
        /** No node list could be had. */
        NETWORK_BOOTSTRAP_FAILED,
        CLOSED
    }

    private final Reason reason;
    private final transient @Nullable ServiceNode offender;
    private final @Nullable Duration retryAfter;

    public OnionException(Reason reason, String message) {
        this(reason, message, null, null, null);
    }

    public OnionException(
            Reason reason,
            String message,
            @Nullable ServiceNode offender,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.offender = offender;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** The node that was named, if it is one of the path or the destination. */
    public Optional<ServiceNode> offender() {
        return Optional.ofNullable(offender);
    }

    /** How long the peer asked to wait, where it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may succeed over another path. */
    public boolean isRetryable() {
        return switch (reason) {
            case BAD_REQUEST, PAYLOAD_TOO_LARGE, CLOSED -> false;
            default -> true;
        };
    }
}
