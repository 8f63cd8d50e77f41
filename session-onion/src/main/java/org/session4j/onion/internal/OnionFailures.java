package org.session4j.onion.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.session4j.onion.OnionException;

/** Finds the {@link OnionException} behind what a future failed with. */
public final class OnionFailures {

    private OnionFailures() {}

    public static OnionException of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof OnionException known) {
            return known;
        }
        if (cause instanceof CancellationException) {
            return new OnionException(OnionException.Reason.CLOSED, "given up");
        }
        return new OnionException(OnionException.Reason.PATH_ERROR, "failed unexpectedly", null, null, cause);
    }
}
