package org.session4j.swarm;

import java.io.IOException;

/**
 * A file server did not do what was asked, or was not even asked because it would not (services: endpoints). If it
 * answered, it is certain that it was this server.
 */
public final class FileServerException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What was in the way. */
    public enum Reason {
        /** There is no such file; perhaps there was. */
        NOT_FOUND,
        /**
         * The file is empty, or larger than files may be: for us before it is sent, for the server, or for the caller when
         * it is downloaded.
         */
        WRONG_SIZE,
        /** The server does not extend the life of a file with such an id. */
        NOT_EXTENDABLE,
        /** The URL is one of a server that is not ours, and names no key of it. */
        UNKNOWN_SERVER,
        /** The server did not take the request as it was. */
        REFUSED,
        RATE_LIMITED,
        /** The server has no room. */
        FULL,
        /** Something is broken at the server. */
        SERVER_FAILURE,
        /** The server's answer cannot be read. */
        MALFORMED_ANSWER
    }

    private final Reason reason;
    private final int status;

    private FileServerException(Reason reason, int status, String message) {
        super(message);
        this.reason = reason;
        this.status = status;
    }

    /** The server answered with another status than 200. */
    public static FileServerException ofStatus(int status) {
        return new FileServerException(reasonOf(status), status, "the file server answered with status " + status);
    }

    private static Reason reasonOf(int status) {
        return switch (status) {
            case 404 -> Reason.NOT_FOUND;
            case 413 -> Reason.WRONG_SIZE;
            case 429 -> Reason.RATE_LIMITED;
            case 507 -> Reason.FULL;
            default -> status >= 500 ? Reason.SERVER_FAILURE : Reason.REFUSED;
        };
    }

    /** The server did not answer, or not with a readable answer. */
    public static FileServerException of(Reason reason, String message) {
        return new FileServerException(reason, 0, message);
    }

    public Reason reason() {
        return reason;
    }

    /** As in HTTP; 0 if it is not for its status that the server's answer is no good, or there is none. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
        return reason == Reason.RATE_LIMITED || reason == Reason.FULL || reason == Reason.SERVER_FAILURE;
    }
}
