package org.session4j.client;

import org.jspecify.annotations.Nullable;

/**
 * A file cannot be sent or fetched, and trying again changes nothing. What may change is a {@link SessionNetworkException}.
 */
public final class FileException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    /** What was in the way. */
    public enum Reason {
        /** To be sent: it has more bytes than files may have (services: sizes), or than the server takes. */
        TOO_LARGE,
        /** To be sent: it has no bytes, which cannot be told from a file of zeros (services: legacy attachment encryption). */
        EMPTY,
        /** To be sent: it cannot be read, changed while it was read, or is not kept any longer. */
        UNREADABLE,
        /** The network has no file server. */
        NO_SERVER,
        /** To be fetched: its URL is none of a file on a server whose key is known; nothing was asked. */
        URL_REFUSED,
        /** To be fetched: the server does not have it, or no longer. */
        NOT_FOUND,
        /** To be fetched: what the server has does not open with the key, or is not what was sent. */
        DOES_NOT_OPEN,
        /** To be fetched: it is not as large as the sender says, or larger than files may be. */
        WRONG_SIZE,
        /** To be fetched: it cannot be written to its target. */
        NOT_WRITABLE
    }

    private final Reason reason;

    public FileException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
