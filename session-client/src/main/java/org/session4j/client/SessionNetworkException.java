package org.session4j.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.client.store.PendingMessage;

/** The network did not do what was asked. */
public class SessionNetworkException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;
    private final transient @Nullable PendingMessage unsent;

    public SessionNetworkException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        this(message, cause, retryAfter, null);
    }

    SessionNetworkException(
            String message, @Nullable Throwable cause, @Nullable Duration retryAfter, @Nullable PendingMessage unsent) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.unsent = unsent;
    }

    /** The same failure of this message. */
    public SessionNetworkException of(PendingMessage message) {
        String text = getMessage();
        return new SessionNetworkException(text == null ? "" : text, getCause(), retryAfter, message);
    }

    /** How long the peer asked to wait, where it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The message that was not delivered, if one was to be sent. {@link SessionClient#resend} goes on with it: what is
     * uploaded is not uploaded again, and what may have been delivered is not delivered twice.
     */
    public Optional<PendingMessage> unsent() {
        return Optional.ofNullable(unsent);
    }
}
