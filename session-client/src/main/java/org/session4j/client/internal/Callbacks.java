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
        return handOver(work, new CompletableFuture<>());
    }

    /** As {@link #handOver}; who cancels the future cancels the work, unless that is too late. */
    public <T> CompletableFuture<T> handOverToCancel(CompletableFuture<T> work) {
        return handOver(work, new Cancelling<>(work));
    }

    private <T> CompletableFuture<T> handOver(CompletableFuture<T> work, CompletableFuture<T> result) {
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

    private static final class Cancelling<T> extends CompletableFuture<T> {

        private final CompletableFuture<T> work;

        Cancelling(CompletableFuture<T> work) {
            this.work = work;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return work.cancel(mayInterruptIfRunning) && super.cancel(mayInterruptIfRunning);
        }
    }
}
