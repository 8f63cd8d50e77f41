package org.session4j.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Hands futures to users so that what hangs on them never runs on a thread that others need. */
public final class Callbacks {

    private final Executor threads;

    public Callbacks(Executor threads) {
        this.threads = threads;
    }

    public <T> CompletableFuture<T> handOver(CompletableFuture<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> unused = work.whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(
                                failure instanceof CompletionException && failure.getCause() != null
                                        ? failure.getCause()
                                        : failure);
                    }
                },
                threads);
        return result;
    }
}
