package org.session4j.testkit.internal.node;

import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.session4j.testkit.Fault;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.http.HttpCall;
import org.session4j.testkit.internal.http.HttpHandler;
import org.session4j.testkit.internal.http.HttpReply;
import org.session4j.testkit.internal.http.HttpReply.Delivery;

/** A handler under the faults of the connection to it ({@link FaultBoard#TRANSPORT}). */
public final class FaultyHandler implements HttpHandler {

    private final HttpHandler handler;
    private final Supplier<Optional<Fault>> strikes;
    private final EventLoop loop;
    private final IntFunction<String> errorText;

    /**
     * Puts a handler under faults.
     *
     * @param strikes asked once a request: which fault it suffers
     * @param loop on which late answers wait
     * @param errorText what goes with a status of 500 or more
     */
    public FaultyHandler(
            HttpHandler handler, Supplier<Optional<Fault>> strikes, EventLoop loop, IntFunction<String> errorText) {
        this.handler = handler;
        this.strikes = strikes;
        this.loop = loop;
        this.errorText = errorText;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        Optional<Fault> struck = strikes.get();
        return struck.isEmpty() ? handler.handle(call) : suffer(struck.get(), call);
    }

    private CompletionStage<HttpReply> suffer(Fault fault, HttpCall call) {
        if (fault instanceof Fault.ServerError error) {
            return CompletableFuture.completedFuture(HttpReply.text(error.status(), errorText.apply(error.status())));
        }
        if (fault instanceof Fault.Slow slow) {
            CompletableFuture<HttpReply> late = new CompletableFuture<>();
            return handler.handle(call).thenCompose(reply -> {
                loop.schedule(() -> late.complete(reply), slow.delay().toMillis(), TimeUnit.MILLISECONDS);
                return late;
            });
        }
        return switch (fault.kind()) {
            case DEAD -> CompletableFuture.completedFuture(HttpReply.none());
            case DROPPED_REPLY -> handler.handle(call).thenApply(reply -> reply.deliver(Delivery.NONE));
            case HALF_REPLY -> handler.handle(call).thenApply(reply -> reply.deliver(Delivery.HALF));
            case TAMPERED_REPLY -> handler.handle(call).thenApply(FaultyHandler::tamper);
            default -> new CompletableFuture<>();
        };
    }

    private static HttpReply tamper(HttpReply reply) {
        return reply.body(Body.of(Damage.flipOneBit(reply.body().bytes())));
    }
}
