package org.session4j.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The network did not do what was asked. */
public class SessionNetworkException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public SessionNetworkException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the peer asked to wait, where it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
