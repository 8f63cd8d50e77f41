package org.session4j.client.internal.files;

import org.jspecify.annotations.Nullable;
import org.session4j.client.FileException;
import org.session4j.client.FileException.Reason;
import org.session4j.client.SessionClientException;
import org.session4j.client.internal.NetworkFailures;
import org.session4j.swarm.FileServerException;

/** What the facade throws for the failures of transfers. */
public final class FileFailures {

    private FileFailures() {}

    public static FileException noServer() {
        return new FileException(Reason.NO_SERVER, "the network has no file server", null);
    }

    public static SessionClientException ofUpload(@Nullable Throwable failure) {
        Throwable cause = NetworkFailures.cause(failure);
        return cause instanceof FileServerException refusal && refusal.reason() == FileServerException.Reason.WRONG_SIZE
                ? new FileException(Reason.TOO_LARGE, "the file server takes no file of this size", refusal)
                : NetworkFailures.of(cause);
    }

    public static SessionClientException ofDownload(@Nullable Throwable failure) {
        Throwable cause = NetworkFailures.cause(failure);
        if (!(cause instanceof FileServerException refusal)) {
            return NetworkFailures.of(cause);
        }
        return switch (refusal.reason()) {
            case NOT_FOUND -> new FileException(Reason.NOT_FOUND, "the file server does not have the file", refusal);
            case UNKNOWN_SERVER -> refused(refusal);
            case WRONG_SIZE -> new FileException(Reason.WRONG_SIZE, "the file is larger than files may be", refusal);
            default -> NetworkFailures.of(refusal);
        };
    }

    static FileException refused(Throwable cause) {
        return new FileException(Reason.URL_REFUSED, "the url is none of a file on a known file server", cause);
    }

    static FileException doesNotOpen(@Nullable Throwable cause) {
        return new FileException(Reason.DOES_NOT_OPEN, "the file does not open", cause);
    }

    /** Whether an upload that failed so may succeed later. */
    public static boolean mayPass(@Nullable Throwable failure) {
        Throwable cause = NetworkFailures.cause(failure);
        return !(cause instanceof FileServerException refusal) || refusal.isRetryable();
    }
}
