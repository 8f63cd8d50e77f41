package org.session4j.onion.internal.pool;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.session4j.onion.internal.EventLoop;

/** A call that ends in time, and on the event loop. */
final class Limited {

    private Limited() {}

    /** Fails with {@link TimeoutException} at the limit, whatever the call itself promises. */
    static <T> CompletableFuture<T> within(EventLoop loop, Duration limit, Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> limited = new CompletableFuture<>();
        CompletableFuture<T> called = begin(call);
        EventLoop.Timer timer = loop.schedule(limit, () -> {
            called.cancel(true);
            limited.completeExceptionally(new TimeoutException("no answer within " + limit.toMillis() + " ms"));
        });
        called.whenComplete((value, failure) -> loop.execute(() -> {
            timer.cancel();
            if (failure == null) {
                limited.complete(value);
            } else {
                limited.completeExceptionally(failure);
            }
        }));
        return limited;
    }

    /** A call that cannot even be begun is one that failed. */
    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            CompletableFuture<T> failed = new CompletableFuture<>();
            failed.completeExceptionally(e);
            return failed;
        }
    }
}
