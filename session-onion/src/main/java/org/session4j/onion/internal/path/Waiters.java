package org.session4j.onion.internal.path;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionException;
import org.session4j.onion.internal.EventLoop;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** The requests that wait for a path, oldest first. Belongs to the event loop. */
final class Waiters {

    /**
     * @param destination must not be in the path; null for a server
     */
    record Waiter(@Nullable Ed25519PublicKey destination, CompletableFuture<Path> path, EventLoop.Timer patience) {}

    private final List<Waiter> waiters = new ArrayList<>();

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    /** Those whose request has not been given up meanwhile. */
    List<Waiter> waiting() {
        waiters.removeIf(waiter -> waiter.path().isDone());
        return List.copyOf(waiters);
    }

    void serve(Waiter waiter, Path path) {
        waiters.remove(waiter);
        waiter.patience().cancel();
        waiter.path().complete(path);
    }

    void fail(Waiter waiter, OnionException reason) {
        waiters.remove(waiter);
        waiter.patience().cancel();
        waiter.path().completeExceptionally(reason);
    }
}
