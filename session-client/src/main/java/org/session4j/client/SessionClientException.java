package org.session4j.client;

import org.jspecify.annotations.Nullable;

/**
 * What the facade throws; unchecked, so that its methods can stand in a lambda. Messages hold no key, no text and no
 * Session ID.
 */
public abstract class SessionClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected SessionClientException(String message) {
        super(message);
    }

    protected SessionClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
