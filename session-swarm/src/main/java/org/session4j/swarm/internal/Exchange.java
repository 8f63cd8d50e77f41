package org.session4j.swarm.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.session4j.onion.OnionException;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.NetworkClock;
import org.session4j.swarm.StorageException;
import org.session4j.swarm.wire.StorageRequest;

/**
 * A request until it is answered, refused or given up (network: timeouts and retries, destination-level status):
 *
 * <pre>
 * answered                      done
 * wrong swarm                   once more, to another member of the swarm that the directory knows now
 * wrong clock                   the clock is set, and the request signed and sent again; a second time the node is wrong
 * 5xx, 429, unreadable          another member
 * any other status              the request fails
 * no answer                     another member over another path, after a pause that doubles
 * </pre>
 *
 * <p>One object is one request; its steps follow each other, so it needs no lock.
 *
 * @param <R> what the answer says
 */
public final class Exchange<R> {

    private static final int RATE_LIMITED = 429;
    private static final int WRONG_SWARM = 421;

    /** The answer, and who gave it. */
    public record Reply<R>(ServiceNode node, R value) {}

    /** What all requests share. */
    public record Tools(Caller caller, NetworkClock clock, Scheduler scheduler, Timing timing, LongSupplier nanoTime) {

        /** For one attempt. */
        public Duration timeout() {
            return timing.get(Timing.Span.REQUEST);
        }

        /** The moment after which no further attempt is begun. */
        long deadlineNanos() {
            return nanoTime.getAsLong()
                    + timing.get(Timing.Span.REQUEST_OVERALL).toNanos();
        }
    }

    private final Tools tools;
    private final Route route;
    private final Function<ServiceNode, StorageRequest<R>> requests;
    private final long deadlineNanos;
    private final Set<Ed25519PublicKey> tried = new HashSet<>();
    private Duration pause;
    private int retriesLeft;
    private boolean redirected;
    private boolean clockSet;

    /**
     * @param requests the request may differ from node to node
     * @param retries further attempts, besides those after a redirect or with the clock set right
     */
    public Exchange(Tools tools, Route route, Function<ServiceNode, StorageRequest<R>> requests, int retries) {
        this.tools = tools;
        this.route = route;
        this.requests = requests;
        this.retriesLeft = retries;
        this.pause = tools.timing().get(Timing.Span.RETRY_PAUSE);
        this.deadlineNanos = tools.deadlineNanos();
    }

    /** May be called once. */
    public CompletableFuture<Reply<R>> run() {
        return route.next(tried).thenCompose(hop -> hop.isPresent() ? ask(hop.get()) : nobody());
    }

    private CompletableFuture<Reply<R>> ask(Route.Hop hop) {
        tried.add(hop.node().ed25519());
        return tools.caller()
                .call(hop.node(), requests.apply(hop.node()), hop.members(), tools.timeout())
                .thenCompose(outcome -> follow(hop, outcome));
    }

    private CompletableFuture<Reply<R>> follow(Route.Hop hop, CallOutcome<R> outcome) {
        if (outcome instanceof CallOutcome.Answered<R> answered) {
            return CompletableFuture.completedFuture(new Reply<>(hop.node(), answered.value()));
        }
        if (outcome instanceof CallOutcome.WrongSwarm<R> wrong) {
            boolean again = wrong.mayRepeat() && !redirected;
            redirected = true;
            return again ? run() : fail(new StorageException(WRONG_SWARM, ""));
        }
        if (outcome instanceof CallOutcome.WrongClock<R> wrong) {
            return setClock(hop, wrong.failure());
        }
        if (outcome instanceof CallOutcome.Refused<R> refused) {
            return refused(refused.failure());
        }
        if (outcome instanceof CallOutcome.Unreadable<R> unreadable) {
            return retry(unreadable.failure(), Duration.ZERO);
        }
        return lost(((CallOutcome.Lost<R>) outcome).failure());
    }

    private CompletableFuture<Reply<R>> setClock(Route.Hop hop, StorageException failure) {
        if (clockSet) {
            tools.caller().strikeOut(hop.node());
            return retry(failure, Duration.ZERO);
        }
        clockSet = true;
        return tools.clock().resynchronize().thenCompose(correction -> {
            if (correction != null) {
                return ask(hop);
            }
            // Set a short while ago: it is this node that is wrong.
            tools.caller().strikeOut(hop.node());
            return retry(failure, Duration.ZERO);
        });
    }

    private CompletableFuture<Reply<R>> refused(StorageException failure) {
        if (failure.status() == RATE_LIMITED) {
            return retry(failure, nextPause());
        }
        return failure.status() >= 500 ? retry(failure, Duration.ZERO) : fail(failure);
    }

    private CompletableFuture<Reply<R>> lost(Exception failure) {
        boolean mayWork =
                failure instanceof IOException && !(failure instanceof OnionException onion && !onion.isRetryable());
        return mayWork ? retry(failure, nextPause()) : fail(failure);
    }

    private Duration nextPause() {
        Duration now = pause;
        pause = pause.multipliedBy(2);
        return now;
    }

    private CompletableFuture<Reply<R>> retry(Exception failure, Duration wait) {
        boolean late = tools.nanoTime().getAsLong() + wait.toNanos() - deadlineNanos >= 0;
        if (retriesLeft == 0 || late) {
            return fail(failure);
        }
        retriesLeft--;
        return wait.isZero() ? run() : tools.scheduler().after(wait).thenCompose(done -> run());
    }

    private CompletableFuture<Reply<R>> nobody() {
        return fail(new IOException("no node is known that could be asked"));
    }

    private static <T> CompletableFuture<T> fail(Exception failure) {
        CompletableFuture<T> failed = new CompletableFuture<>();
        failed.completeExceptionally(failure);
        return failed;
    }
}
