package org.session4j.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.session4j.client.SessionClientException;
import org.session4j.client.SessionNetworkException;
import org.session4j.onion.OnionException;

/** Wraps the checked failures of the network for the facade. */
public final class NetworkFailures {

    private NetworkFailures() {}

    /**
     * What the facade throws for a failure.
     *
     * @param failure null if there is nothing to say but that it failed
     */
    public static SessionClientException of(@Nullable Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof SessionClientException ours) {
            return ours;
        }
        Duration retryAfter =
                cause instanceof OnionException onion ? onion.retryAfter().orElse(null) : null;
        String what =
                cause instanceof OnionException onion ? "the network failed: " + onion.reason() : "the network failed";
        return new SessionNetworkException(what, cause, retryAfter);
    }

    /** What is behind the wrapping of futures. */
    public static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
