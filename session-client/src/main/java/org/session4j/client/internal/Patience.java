package org.session4j.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.session4j.onion.Timing;

/**
 * How long an answer of the network is waited for. The layers below have limits of their own; this is the last resort,
 * so that whoever waits is told something whatever becomes of a question down there.
 */
final class Patience {

    private final Timer timer;
    private final Duration limit;

    private Patience(Timer timer, Duration limit) {
        this.timer = timer;
        this.limit = limit;
    }

    /** As long as one question may take by all limits below, one after the other. */
    static Patience of(Timing timing, Timer timer) {
        return new Patience(
                timer,
                timing.get(Timing.Span.REQUEST_OVERALL)
                        .plus(timing.get(Timing.Span.PATH_WAIT).multipliedBy(2))
                        .plus(timing.get(Timing.Span.REQUEST)));
    }

    /** Ends as the answer does, or with a {@link TimeoutException}. */
    <T> CompletableFuture<T> await(CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return answer;
        }
        CompletableFuture<T> timed = new CompletableFuture<>();
        Runnable cancel = timer.after(
                limit,
                () -> timed.completeExceptionally(
                        new TimeoutException("no answer within " + limit.toMillis() + " ms")));
        CompletableFuture<T> unused = answer.whenComplete((value, failure) -> {
            cancel.run();
            if (failure == null) {
                timed.complete(value);
            } else {
                timed.completeExceptionally(failure);
            }
        });
        return timed;
    }
}
