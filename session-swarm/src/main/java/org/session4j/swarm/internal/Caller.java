package org.session4j.swarm.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.NetworkClock;
import org.session4j.swarm.StorageException;
import org.session4j.swarm.wire.BatchRequest;
import org.session4j.swarm.wire.Redirects;
import org.session4j.swarm.wire.SignedRequest;
import org.session4j.swarm.wire.StorageRequest;
import org.session4j.swarm.wire.SwarmKeys;

/**
 * One request to one node, signed, sent once and read (network: destination-level status). Nodes that answer wrongly are
 * struck here; whether and where to try again is for {@link Exchange} and {@link StoreExchange}.
 */
public final class Caller {

    private static final int WRONG_CLOCK = 406;
    private static final int TOO_EARLY = 425;
    private static final int WRONG_SWARM = 421;
    private static final int BROKEN_DAEMON = 502;
    private static final int NOT_READY = 503;

    /** A node with this many is left out (network: strikes). */
    private static final int OUT = 3;

    private final OnionSender onion;
    private final Crypto crypto;
    private final NetworkClock clock;
    private final SwarmDirectory directory;
    private final Rotation rotation;
    private final Scheduler scheduler;

    public Caller(
            OnionSender onion,
            Crypto crypto,
            NetworkClock clock,
            SwarmDirectory directory,
            Rotation rotation,
            Scheduler scheduler) {
        this.onion = onion;
        this.crypto = crypto;
        this.clock = clock;
        this.directory = directory;
        this.rotation = rotation;
        this.scheduler = scheduler;
    }

    /**
     * @param members whose signatures in the answer count
     * @return never fails
     */
    public <R> CompletableFuture<CallOutcome<R>> call(
            ServiceNode node, StorageRequest<R> request, Set<Ed25519PublicKey> members, Duration timeout) {
        return CompletableFuture.completedFuture(request)
                .thenCompose(unsigned -> send(node, unsigned.sign(clock.now()), SwarmKeys.of(crypto, members), timeout))
                .exceptionally(failure -> lost(node, failure));
    }

    private <R> CompletableFuture<CallOutcome<R>> send(
            ServiceNode node, SignedRequest<R> signed, SwarmKeys keys, Duration timeout) {
        return onion.send(new OnionRequest(node, Bytes.utf8(signed.json()), OnionRequest.Category.STANDARD, timeout))
                .thenComposeAsync(response -> read(node, signed, response, keys), scheduler.executor());
    }

    private <R> CompletableFuture<CallOutcome<R>> read(
            ServiceNode node, SignedRequest<R> signed, OnionResponse response, SwarmKeys keys) {
        int status = response.status();
        if (status == WRONG_SWARM || signed.request() instanceof BatchRequest) {
            Redirects redirects =
                    Redirects.parse(status, response.body(), signed.request().accounts());
            if (redirects.isRejected()) {
                return redirected(node, redirects);
            }
            status = redirects.uniformError().orElse(status);
        }
        if (status == WRONG_CLOCK || status == TOO_EARLY) {
            return CompletableFuture.completedFuture(new CallOutcome.WrongClock<>(failure(status, response)));
        }
        if (!signed.isAnswer(status)) {
            return CompletableFuture.completedFuture(refused(node, failure(status, response)));
        }
        try {
            R value = signed.decode(response.body(), keys);
            rotation.clear(node.ed25519());
            return CompletableFuture.completedFuture(new CallOutcome.Answered<>(value));
        } catch (MalformedDataException e) {
            doubt(node, 1);
            return CompletableFuture.completedFuture(new CallOutcome.Unreadable<>(new StorageException(0, "")));
        }
    }

    private <R> CompletableFuture<CallOutcome<R>> redirected(ServiceNode node, Redirects redirects) {
        CompletableFuture<Void> known = CompletableFuture.completedFuture(null);
        for (Map.Entry<SessionId, List<Ed25519PublicKey>> entry :
                redirects.byAccount().entrySet()) {
            known = known.thenCombine(
                    directory.redirect(entry.getKey(), node, entry.getValue()), (before, after) -> null);
        }
        boolean mayRepeat = !redirects.unattributed() && redirects.byAccount().size() == 1;
        return known.thenApply(done -> new CallOutcome.WrongSwarm<>(mayRepeat));
    }

    private <R> CallOutcome<R> refused(ServiceNode node, StorageException failure) {
        if (failure.status() == BROKEN_DAEMON) {
            doubt(node, OUT);
        } else if (failure.status() == NOT_READY) {
            doubt(node, 1);
        } else if (failure.status() >= 500) {
            rotation.suspect(node.ed25519());
        }
        return new CallOutcome.Refused<>(failure);
    }

    /** The router has already dealt with the path; the node comes last for a while. */
    private <R> CallOutcome<R> lost(ServiceNode node, Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof OnionException onionFailure && mayBeTheNode(onionFailure.reason())) {
            rotation.suspect(node.ed25519());
        }
        return new CallOutcome.Lost<>(
                failure instanceof Exception exception ? exception : new IllegalStateException(failure));
    }

    private static boolean mayBeTheNode(OnionException.Reason reason) {
        return switch (reason) {
            case DESTINATION_UNREACHABLE, PATH_TIMED_OUT, INVALID_RESPONSE, INVALID_HOP_RESPONSE -> true;
            default -> false;
        };
    }

    /** A node whose clock is wrong although ours was just set. */
    public void strikeOut(ServiceNode node) {
        doubt(node, OUT);
    }

    /** A node did wrong. */
    public void doubt(ServiceNode node, int strikes) {
        rotation.suspect(node.ed25519());
        onion.strike(node, strikes);
    }

    private static StorageException failure(int status, OnionResponse response) {
        return new StorageException(status, new String(response.body().toByteArray(), StandardCharsets.UTF_8));
    }
}
