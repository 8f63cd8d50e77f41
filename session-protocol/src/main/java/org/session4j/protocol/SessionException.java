package org.session4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Hostile or broken input. The few subclasses are stable; messages say what was expected and what was found, and never
 * hold a key, a plaintext or a Session ID.
 */
public abstract class SessionException extends Exception {

    private static final long serialVersionUID = 1L;

    protected SessionException(String message) {
        super(message);
    }

    protected SessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
