package org.session4j.testkit.internal.node;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.Fault;
import org.session4j.testkit.Fault.Kind;
import org.session4j.testkit.internal.http.Body;

/**
 * How nodes reach each other: as bytes, without sockets, each on its own event loop, under the faults of the node that
 * is asked.
 */
public final class PeerNetwork {

    private final FaultBoard<Node> faults;
    private final Workload workload;
    private final Map<String, PeerHandler> handlers = new ConcurrentHashMap<>();

    /** Answers what one node asks another; must not block. */
    @FunctionalInterface
    public interface PeerHandler {
        CompletionStage<PeerReply> handle(Node self, PeerRequest request);
    }

    public PeerNetwork(FaultBoard<Node> faults, Workload workload) {
        this.faults = faults;
        this.workload = workload;
    }

    public void serve(String command, PeerHandler handler) {
        handlers.put(command, handler);
    }

    /** Sends a request; the outcome comes on the event loop of the asking node. */
    public CompletableFuture<PeerOutcome> ask(Node from, Node to, PeerRequest request, Duration timeout) {
        CompletableFuture<PeerOutcome> outcome = new CompletableFuture<>();
        Future<?> timer = from.loop()
                .schedule(
                        () -> outcome.complete(new PeerOutcome.TimedOut()), timeout.toMillis(), TimeUnit.MILLISECONDS);
        to.loop()
                .execute(workload.task(() -> arrive(to, request)
                        .thenAccept(bytes -> from.loop().execute(() -> {
                            timer.cancel(false);
                            outcome.complete(read(bytes));
                        }))));
        return outcome;
    }

    private static PeerOutcome read(byte[] bytes) {
        try {
            return new PeerOutcome.Answered(PeerReply.decode(bytes));
        } catch (MalformedDataException broken) {
            return new PeerOutcome.Malformed();
        }
    }

    private CompletableFuture<byte[]> arrive(Node to, PeerRequest request) {
        Optional<Fault> struck = faults.strike(to, FaultBoard.TRANSPORT);
        CompletableFuture<byte[]> silence = new CompletableFuture<>();
        if (struck.isEmpty()) {
            return answer(to, request);
        }
        Fault fault = struck.get();
        if (fault instanceof Fault.ServerError error) {
            return CompletableFuture.completedFuture(
                    new PeerReply(error.status(), Body.utf8(ErrorTexts.of(error.status()))).encode());
        }
        if (fault.kind() == Kind.DEAD || fault.kind() == Kind.HANGING) {
            return silence;
        }
        CompletableFuture<byte[]> done = answer(to, request);
        if (fault instanceof Fault.Slow slow) {
            done.thenAccept(bytes -> to.loop()
                    .schedule(() -> silence.complete(bytes), slow.delay().toMillis(), TimeUnit.MILLISECONDS));
            return silence;
        }
        return switch (fault.kind()) {
            case HALF_REPLY -> done.thenApply(Damage::half);
            case TAMPERED_REPLY -> done.thenApply(Damage::flipOneBit);
            default -> silence;
        };
    }

    private CompletableFuture<byte[]> answer(Node to, PeerRequest request) {
        return workload.track(() -> reply(to, request)).toCompletableFuture();
    }

    private CompletionStage<byte[]> reply(Node to, PeerRequest request) {
        PeerHandler handler = handlers.get(request.command());
        if (handler == null) {
            return CompletableFuture.completedFuture(new PeerReply(404, Body.utf8("UNKNOWNCOMMAND")).encode());
        }
        return handler.handle(to, request)
                .handle((reply, failure) -> reply != null ? reply : new PeerReply(500, Body.utf8("request failed")))
                .thenApply(PeerReply::encode);
    }
}
