package org.session4j.swarm.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionException;
import org.session4j.onion.Timing;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.StorageException;
import org.session4j.swarm.StoreConfirmation;
import org.session4j.swarm.StorePolicy;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.wire.StoreRequest;

/**
 * A message on its way into a swarm. The same bytes go to one member after the other until the policy is met; each
 * answer is judged by itself, so that two liars in a row do not vouch for each other.
 *
 * <p>What matters besides is whether any attempt may have left the message somewhere: only if none did may the caller make
 * the message anew.
 *
 * <p>One object is one message; its steps follow each other, so it needs no lock.
 */
public final class StoreExchange {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int RATE_LIMITED = 429;
    private static final int NOT_READY = 503;

    /** One member could lie about the request; two that say the same are believed. */
    private static final int BELIEVED_REFUSALS = 2;

    /** A correction of the clock that matters: nodes accept a time up to 10 seconds ahead of theirs. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private final Exchange.Tools tools;
    private final Route route;
    private final StoreRequest request;
    private final MessageHash hash;
    private final StorePolicy policy;
    private final long deadlineNanos;

    private final Set<Ed25519PublicKey> tried = new HashSet<>();
    private final Map<Ed25519PublicKey, NodeOutcome<StoreConfirmation>> best = new HashMap<>();
    private final Map<Integer, Set<Ed25519PublicKey>> refusedBy = new HashMap<>();
    private Duration pause;
    private int attempts;
    private boolean clockSet;
    private boolean maybeStored;
    private StoreResult.Refusal refusal = StoreResult.Refusal.NOT_SENT;
    private int refusalStatus;
    private @Nullable Exception lastFailure;

    public StoreExchange(
            Exchange.Tools tools, Route route, StoreRequest request, MessageHash hash, StorePolicy policy) {
        this.tools = tools;
        this.route = route;
        this.request = request;
        this.hash = hash;
        this.policy = policy;
        this.pause = tools.timing().get(Timing.Span.RETRY_PAUSE);
        this.deadlineNanos = tools.deadlineNanos();
    }

    /**
     * May be called once.
     *
     * @return fails if the node list cannot be had and no member has been asked yet
     */
    public CompletableFuture<StoreResult> run() {
        return route.next(tried).exceptionally(this::noRoute).thenCompose(hop -> {
            if (!hop.isPresent()) {
                lastFailure = new IOException("no member of the swarm is known");
                return CompletableFuture.completedFuture(end());
            }
            return ask(hop.get());
        });
    }

    /** What an attempt may have left in the swarm must not be forgotten because there cannot be another one. */
    private Optional<Route.Hop> noRoute(Throwable failure) {
        if (attempts == 0) {
            throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
        }
        return Optional.empty();
    }

    private CompletableFuture<StoreResult> ask(Route.Hop hop) {
        tried.add(hop.node().ed25519());
        attempts++;
        return tools.caller()
                .call(hop.node(), request, hop.members(), tools.timeout())
                .thenCompose(outcome -> follow(hop, outcome));
    }

    private CompletableFuture<StoreResult> follow(Route.Hop hop, CallOutcome<SwarmAnswer<StoreConfirmation>> outcome) {
        if (outcome instanceof CallOutcome.Answered<SwarmAnswer<StoreConfirmation>> answered) {
            return answered(hop, answered.value());
        }
        if (outcome instanceof CallOutcome.WrongSwarm<SwarmAnswer<StoreConfirmation>>) {
            refusal = StoreResult.Refusal.SWARM;
            return next(Duration.ZERO);
        }
        if (outcome instanceof CallOutcome.WrongClock<SwarmAnswer<StoreConfirmation>> wrong) {
            return wrongClock(hop, wrong.failure());
        }
        if (outcome instanceof CallOutcome.Refused<SwarmAnswer<StoreConfirmation>> refused) {
            return refused(hop, refused.failure());
        }
        if (outcome instanceof CallOutcome.Unreadable<SwarmAnswer<StoreConfirmation>> unreadable) {
            maybeStored = true;
            lastFailure = unreadable.failure();
            return next(Duration.ZERO);
        }
        return lost(((CallOutcome.Lost<SwarmAnswer<StoreConfirmation>>) outcome).failure());
    }

    private CompletableFuture<StoreResult> answered(Route.Hop hop, SwarmAnswer<StoreConfirmation> answer) {
        answer.outcomes().forEach((member, outcome) -> best.merge(member, outcome, StoreExchange::better));
        maybeStored |= answer.outcomes().isEmpty()
                || answer.outcomes().values().stream().anyMatch(StoreExchange::mayHaveStored);
        lastFailure = null;
        Ed25519PublicKey asked = hop.node().ed25519();
        int others = Math.min(policy.otherMembers(), hop.members().size() - 1);
        if (answer.confirmedBy(asked).isPresent() && answer.confirmations() - 1 >= others) {
            return CompletableFuture.completedFuture(new StoreResult.Stored(hash, asked, answer));
        }
        refusal = StoreResult.Refusal.SWARM;
        if (!answer.confirmedBy(asked).isPresent() && !(answer.outcomes().get(asked) instanceof NodeOutcome.Failed)) {
            tools.caller().doubt(hop.node(), 1);
        }
        return next(Duration.ZERO);
    }

    private static NodeOutcome<StoreConfirmation> better(
            NodeOutcome<StoreConfirmation> one, NodeOutcome<StoreConfirmation> other) {
        return one.isConfirmed() ? one : other;
    }

    private static boolean mayHaveStored(NodeOutcome<StoreConfirmation> outcome) {
        return !(outcome instanceof NodeOutcome.Failed<StoreConfirmation> failed
                && (failed.reason() == NodeOutcome.Reason.REFUSED || failed.reason() == NodeOutcome.Reason.DATABASE));
    }

    /**
     * If our clock was wrong, the time in the message is wrong as well, and it has to be made anew, unless it may be stored
     * already. If not, the node's clock is.
     */
    private CompletableFuture<StoreResult> wrongClock(Route.Hop hop, StorageException failure) {
        refuse(StoreResult.Refusal.CLOCK, failure);
        if (clockSet) {
            tools.caller().strikeOut(hop.node());
            return next(Duration.ZERO);
        }
        clockSet = true;
        return tools.clock()
                .resynchronize()
                .exceptionally(unknown -> Duration.ZERO)
                .thenCompose(correction -> {
                    if (correction == null || correction.abs().compareTo(CLOCK_TOLERANCE) < 0) {
                        tools.caller().strikeOut(hop.node());
                        return next(Duration.ZERO);
                    }
                    return maybeStored ? ask(hop) : CompletableFuture.completedFuture(end());
                });
    }

    private CompletableFuture<StoreResult> refused(Route.Hop hop, StorageException failure) {
        int status = failure.status();
        if (status >= 500 && status != NOT_READY) {
            // The others get the message before the node that was asked fails by itself.
            maybeStored = true;
            lastFailure = failure;
            return next(Duration.ZERO);
        }
        refuse(kind(status), failure);
        if (status == NOT_READY || status == RATE_LIMITED) {
            return next(status == RATE_LIMITED ? nextPause() : Duration.ZERO);
        }
        Set<Ed25519PublicKey> members = refusedBy.computeIfAbsent(status, code -> new HashSet<>());
        members.add(hop.node().ed25519());
        boolean believed =
                members.size() >= Math.min(BELIEVED_REFUSALS, hop.members().size());
        return believed ? CompletableFuture.completedFuture(end()) : next(Duration.ZERO);
    }

    private static StoreResult.Refusal kind(int status) {
        return switch (status) {
            case UNAUTHORIZED -> StoreResult.Refusal.UNAUTHORIZED;
            case FORBIDDEN -> StoreResult.Refusal.TTL;
            case BAD_REQUEST -> StoreResult.Refusal.BAD_REQUEST;
            default -> StoreResult.Refusal.SWARM;
        };
    }

    private void refuse(StoreResult.Refusal kind, StorageException failure) {
        refusal = kind;
        refusalStatus = failure.status();
        lastFailure = failure;
    }

    private CompletableFuture<StoreResult> lost(Exception failure) {
        lastFailure = failure;
        if (!(failure instanceof IOException)) {
            // A bug, and nobody knows what it left behind.
            maybeStored = true;
            return CompletableFuture.completedFuture(end());
        }
        OnionException.Reason reason = failure instanceof OnionException onion ? onion.reason() : null;
        boolean neverLeft =
                reason == OnionException.Reason.NO_PATH || reason == OnionException.Reason.NETWORK_BOOTSTRAP_FAILED;
        maybeStored |= !neverLeft;
        boolean mayWork = !(failure instanceof OnionException onion && !onion.isRetryable());
        return mayWork ? next(nextPause()) : CompletableFuture.completedFuture(end());
    }

    private Duration nextPause() {
        Duration now = pause;
        pause = pause.multipliedBy(2);
        return now;
    }

    private CompletableFuture<StoreResult> next(Duration wait) {
        boolean late = tools.nanoTime().getAsLong() + wait.toNanos() - deadlineNanos >= 0;
        if (attempts >= policy.maxMembers() || late) {
            return CompletableFuture.completedFuture(end());
        }
        return wait.isZero() ? run() : tools.scheduler().after(wait).thenCompose(done -> run());
    }

    private StoreResult end() {
        return maybeStored
                ? new StoreResult.Unconfirmed(hash, best, lastFailure)
                : new StoreResult.Refused(hash, refusal, refusalStatus, lastFailure);
    }
}
