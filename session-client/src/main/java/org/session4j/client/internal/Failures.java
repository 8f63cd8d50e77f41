package org.session4j.client.internal;

import java.util.concurrent.CompletableFuture;
import org.session4j.client.ClientClosedException;
import org.session4j.client.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where failures go that no caller waits for: to the user's handler, which is not trusted to work either. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final ErrorHandler handler;

    public Failures(ErrorHandler handler) {
        this.handler = handler;
    }

    /** The handler in use unless the user gives one. Names the class only: messages of others may hold anything. */
    public static void log(Throwable failure) {
        LOG.warn("a listener or store failed with {}", failure.getClass().getName());
    }

    /** A future that has failed. */
    static <T> CompletableFuture<T> failed(Throwable failure) {
        CompletableFuture<T> future = new CompletableFuture<>();
        future.completeExceptionally(failure);
        return future;
    }

    /** The same, failing with what the facade throws. */
    static <T> CompletableFuture<T> told(CompletableFuture<T> work) {
        CompletableFuture<T> told = new CompletableFuture<>();
        CompletableFuture<T> unused = work.whenComplete((value, failure) -> {
            if (failure == null) {
                told.complete(value);
            } else {
                told.completeExceptionally(
                        NetworkFailures.cause(failure) instanceof RuntimeException ours
                                ? ours
                                : NetworkFailures.of(failure));
            }
        });
        return told;
    }

    /** Runs code of the user; whatever it throws is reported, and errors of the JVM are passed on. */
    void guard(Runnable userCode) {
        try {
            userCode.run();
        } catch (Throwable failure) {
            report(failure);
            if (failure instanceof VirtualMachineError error) {
                throw error;
            }
        }
    }

    /** Never throws. That something came too late for a client that is closed is not worth a word. */
    void report(Throwable failure) {
        if (failure instanceof ClientClosedException) {
            return;
        }
        try {
            handler.onError(failure);
        } catch (RuntimeException | Error e) {
            LOG.warn("the error handler failed with {}", e.getClass().getName());
        }
    }
}
