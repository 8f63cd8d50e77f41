package org.session4j.onion.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.Transport;
import org.session4j.onion.internal.node.NetworkState;
import org.session4j.onion.internal.node.Standing;
import org.session4j.onion.internal.path.Path;
import org.session4j.onion.internal.path.PathProbe;
import org.session4j.onion.internal.path.PathWorld;
import org.session4j.onion.internal.path.Paths;
import org.session4j.onion.internal.pool.NodePool;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The onion client without its threads: joins node list, paths and exchange, and takes each request from the caller to
 * its path and the answer back. Its public methods may be called by any thread; what they do happens on the event loop,
 * and their futures are completed by the workers.
 */
public final class Router implements OnionSender {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final EventLoop loop;
    private final Timing timing;
    private final Exchange exchange;
    private final Standing standing;
    private final Paths paths;
    private final NodePool pool;
    private final StateKeeper keeper;
    private final Set<Call> calls = new LinkedHashSet<>();
    private volatile @Nullable Duration clockOffset;
    private boolean isClosed;

    /** A request between its caller and its answer. */
    private static final class Call {

        private final OnionRequest request;
        private final CompletableFuture<OnionResponse> result = new CompletableFuture<>();
        /** What the request waits for now: a path, or the answer. */
        private @Nullable CompletableFuture<?> step;

        private Call(OnionRequest request) {
            this.request = request;
        }
    }

    public Router(
            EventLoop loop,
            Network network,
            Timing timing,
            Transport transport,
            Exchange exchange,
            ServiceNodeKeys keys,
            NetworkStore store,
            SecureRandom random) {
        this.loop = loop;
        this.timing = timing;
        this.exchange = exchange;
        this.keeper = new StateKeeper(loop, timing, store, this::state);
        this.standing = new Standing(loop, timing, keeper::changed);
        this.pool = new NodePool(
                loop,
                timing,
                network,
                transport,
                exchange,
                keys,
                standing,
                random,
                this::sendForRefresh,
                this::listChanged);
        this.paths = new Paths(new PathWorld(
                loop,
                timing,
                standing,
                new PathProbe(loop, timing, exchange, standing),
                random,
                pool::current,
                pool::requestRefresh,
                network.isTestNetwork()));
        Optional<NetworkState> stored = keeper.load(keys);
        loop.execute(() -> begin(stored));
    }

    private void begin(Optional<NetworkState> stored) {
        stored.ifPresent(state -> {
            standing.restore(state.strikes(), state.guards());
            clockOffset = state.clockOffset();
            pool.restore(state.nodes(), state.seedListSize());
        });
        pool.get().whenComplete((list, failure) -> {
            if (failure == null && !isClosed) {
                paths.start();
            }
        });
    }

    @Override
    public CompletableFuture<OnionResponse> send(OnionRequest request) {
        Call call = new Call(request);
        if (!loop.execute(() -> accept(call))) {
            call.result.completeExceptionally(closed());
        }
        return call.result;
    }

    private void accept(Call call) {
        if (!admit(call)) {
            return;
        }
        await(call, this::awaitList, list -> {
            paths.start();
            route(call);
        });
    }

    /**
     * The node list for one who waits for it, and may cancel the future. The fetching may take longer than a request may
     * wait, so the list is waited for as long as a path. On the event loop.
     */
    private CompletableFuture<NodeList> awaitList() {
        CompletableFuture<NodeList> fetched = pool.get();
        if (fetched.isDone()) {
            return fetched;
        }
        CompletableFuture<NodeList> list = new CompletableFuture<>();
        EventLoop.Timer patience = loop.schedule(
                timing.get(Timing.Span.PATH_WAIT),
                () -> list.completeExceptionally(
                        new OnionException(Reason.NETWORK_BOOTSTRAP_FAILED, "waited in vain for the node list")));
        list.whenComplete((nodes, failure) -> patience.cancel());
        fetched.whenComplete((nodes, failure) -> {
            if (failure == null) {
                list.complete(nodes);
            } else {
                list.completeExceptionally(failure);
            }
        });
        return list;
    }

    /** A request to refresh the list, which therefore cannot wait for the list. On the event loop. */
    private CompletableFuture<OnionResponse> sendForRefresh(ServiceNode node, Bytes payload) {
        Call call = new Call(new OnionRequest(
                node, payload, OnionRequest.Category.STANDARD, timing.get(Timing.Span.REFRESH_REQUEST)));
        if (admit(call)) {
            route(call);
        }
        return call.result;
    }

    private boolean admit(Call call) {
        if (isClosed) {
            end(call, null, closed());
            return false;
        }
        int limit = timing.get(Timing.Count.REQUESTS_UNDER_WAY);
        if (calls.size() >= limit) {
            end(call, null, new OnionException(Reason.RATE_LIMITED, limit + " requests are under way already"));
            return false;
        }
        calls.add(call);
        call.result.whenComplete((answer, failure) -> {
            if (call.result.isCancelled()) {
                loop.execute(() -> giveUp(call));
            }
        });
        return true;
    }

    private void route(Call call) {
        OnionRequest request = call.request;
        await(call, () -> paths.acquire(request.category(), request.destination()), path -> dispatch(call, path));
    }

    private void dispatch(Call call, Path path) {
        OnionRequest request = call.request;
        path.requestSent();
        CompletableFuture<OnionResponse> answered = exchange.post(path.nodes(), request);
        call.step = answered;
        answered.whenComplete((answer, failure) -> loop.execute(() -> conclude(call, path, answer, failure)));
    }

    /** Whatever the conclusions come to, the request has ended. */
    private void conclude(Call call, Path path, @Nullable OnionResponse answer, @Nullable Throwable failure) {
        OnionException reason = failure == null ? null : OnionFailures.of(failure);
        try {
            path.requestEnded();
            if (reason != null) {
                paths.failed(path, call.request.destination(), reason);
            } else if (answer != null) {
                paths.succeeded(path, call.request.destination(), answer);
            }
        } finally {
            end(call, answer, reason);
        }
    }

    /** Goes on with what a step gives, or ends the call with its failure. Steps are completed on the event loop. */
    private <T> void await(Call call, Supplier<CompletableFuture<T>> begin, Consumer<T> next) {
        try {
            CompletableFuture<T> step = begin.get();
            call.step = step;
            step.handle((value, failure) -> {
                        if (!calls.contains(call)) {
                            return false;
                        }
                        if (failure == null) {
                            next.accept(value);
                        } else {
                            end(call, null, OnionFailures.of(failure));
                        }
                        return true;
                    })
                    .exceptionally(bug -> endByBug(call, bug));
        } catch (RuntimeException | Error bug) {
            endByBug(call, bug);
        }
    }

    @CanIgnoreReturnValue
    private boolean endByBug(Call call, Throwable bug) {
        LOG.error("a step of a request failed", bug);
        end(call, null, OnionFailures.of(bug));
        return false;
    }

    private void end(Call call, @Nullable OnionResponse answer, @Nullable OnionException failure) {
        calls.remove(call);
        handOut(() -> {
            if (failure != null) {
                call.result.completeExceptionally(failure);
            } else {
                call.result.complete(answer);
            }
        });
    }

    /** Completes a future of the user's by a worker; once those have ended there is nothing left to hold up. */
    private void handOut(Runnable completion) {
        if (!loop.work(completion)) {
            completion.run();
        }
    }

    private void giveUp(Call call) {
        calls.remove(call);
        if (call.step != null) {
            call.step.cancel(true);
        }
    }

    @Override
    public CompletableFuture<NodeList> nodes() {
        CompletableFuture<NodeList> result = new CompletableFuture<>();
        boolean accepted = loop.execute(() -> {
            if (isClosed) {
                handOut(() -> result.completeExceptionally(closed()));
                return;
            }
            awaitList()
                    .whenComplete((list, failure) -> handOut(() -> {
                        if (failure == null) {
                            result.complete(list);
                        } else {
                            result.completeExceptionally(OnionFailures.of(failure));
                        }
                    }));
        });
        if (!accepted) {
            result.completeExceptionally(closed());
        }
        return result;
    }

    @Override
    public void requestRefresh() {
        loop.execute(() -> {
            if (!isClosed) {
                pool.requestRefresh();
            }
        });
    }

    @Override
    public void strike(ServiceNode node, int count) {
        loop.execute(() -> {
            if (!isClosed) {
                standing.strike(node, count);
                paths.review();
            }
        });
    }

    @Override
    public boolean isStruckOut(ServiceNode node) {
        return standing.isStruckOut(node);
    }

    @Override
    public List<OnionPath> paths() {
        CompletableFuture<List<OnionPath>> result = new CompletableFuture<>();
        return loop.execute(() -> result.complete(pathsOnLoop())) ? result.join() : List.of();
    }

    List<OnionPath> pathsOnLoop() {
        return paths.snapshot();
    }

    @Override
    public Optional<Duration> clockOffset() {
        return Optional.ofNullable(clockOffset);
    }

    @Override
    public void rememberClockOffset(Duration offset) {
        clockOffset = offset;
        loop.execute(keeper::changed);
    }

    private void listChanged() {
        keeper.changed();
        paths.review();
    }

    private NetworkState state() {
        return new NetworkState(
                pool.current(), pool.seedListSize(), standing.strikes().times(), standing.guards(), clockOffset);
    }

    /** Fails what is under way, saves what is new, and ends the loop. May be called more than once. */
    public void close(ThreadedLoop threads) {
        CountDownLatch ended = new CountDownLatch(1);
        boolean accepted = loop.execute(() -> {
            shut();
            ended.countDown();
        });
        if (accepted && !threads.isOwnThread()) {
            awaitQuietly(ended);
        }
        threads.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(2, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What {@link #close} does on the event loop. */
    void shut() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        OnionException reason = closed();
        paths.close(reason);
        pool.close(reason);
        for (Call call : List.copyOf(calls)) {
            giveUp(call);
            end(call, null, reason);
        }
        keeper.unsaved().ifPresent(state -> loop.work(() -> keeper.save(state)));
    }

    private static OnionException closed() {
        return new OnionException(Reason.CLOSED, "the onion client is closed");
    }
}
