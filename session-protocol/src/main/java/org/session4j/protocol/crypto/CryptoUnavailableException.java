package org.session4j.protocol.crypto;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.SessionException;

/** A backend that is present but cannot work on this machine, for instance as its native library does not load. */
public final class CryptoUnavailableException extends SessionException {

    private static final long serialVersionUID = 1L;

    public CryptoUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
