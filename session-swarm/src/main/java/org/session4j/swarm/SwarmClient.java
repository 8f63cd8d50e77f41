package org.session4j.swarm;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.internal.Caller;
import org.session4j.swarm.internal.Exchange;
import org.session4j.swarm.internal.Rotation;
import org.session4j.swarm.internal.Route;
import org.session4j.swarm.internal.Scheduler;
import org.session4j.swarm.internal.StoreExchange;
import org.session4j.swarm.internal.SwarmDirectory;
import org.session4j.swarm.internal.ThreadScheduler;
import org.session4j.swarm.wire.BatchAnswer;
import org.session4j.swarm.wire.BatchRequest;
import org.session4j.swarm.wire.DeleteAllRequest;
import org.session4j.swarm.wire.DeleteBeforeRequest;
import org.session4j.swarm.wire.DeleteRequest;
import org.session4j.swarm.wire.ExpireAllRequest;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.GetExpiriesRequest;
import org.session4j.swarm.wire.GetSwarmRequest;
import org.session4j.swarm.wire.IfElseRequest;
import org.session4j.swarm.wire.InfoRequest;
import org.session4j.swarm.wire.OxendRequest;
import org.session4j.swarm.wire.RetrieveRequest;
import org.session4j.swarm.wire.RevokeSubaccountsRequest;
import org.session4j.swarm.wire.RevokedSubaccountsRequest;
import org.session4j.swarm.wire.StorageRequest;
import org.session4j.swarm.wire.StoreRequest;

/**
 * Everything one can ask of the swarms of a network, over onion paths (storage server; network: swarms, polling and
 * sending).
 *
 * <pre>{@code
 * SwarmClient swarms = SwarmClient.builder(onion).open();
 * swarms.store(StoreRequest.unsigned(recipient, Namespace.DEFAULT, data, Duration.ofDays(14)))
 *         .thenAccept(result -> System.out.println(result.isStored()));
 * }</pre>
 *
 * <p>A request goes to a member of the account's swarm, to each in turn, and is tried again as the network's rules say: at
 * another member over another path if there is no answer, at the right swarm after a redirect, with the clock set right
 * after a complaint about it. What the members of a swarm say they did counts only with their signatures.
 *
 * <p>Futures fail with a {@link StorageException} if a node refused, and with an {@link OnionException} or another
 * {@link java.io.IOException} if none could be reached. They complete on a thread of this client: what takes long, or
 * waits, belongs elsewhere. Safe for use by many threads.
 */
public final class SwarmClient implements AutoCloseable {

    /**
     * A member that failed comes last for so many times as long as one request may take over all: long enough to matter to
     * the next few.
     */
    private static final int SUSPICION_FACTOR = 2;

    private final OnionSender onion;
    private final Crypto crypto;
    private final LastHashStore lastHashes;
    private final Scheduler scheduler;
    private final Rotation rotation;
    private final SwarmDirectory directory;
    private final NetworkClock clock;
    private final Exchange.Tools tools;
    private final ClockProbe clockProbe;
    private final OnsResolver ons;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private SwarmClient(Builder builder) {
        Timing timing = builder.timing;
        onion = builder.onion;
        crypto = builder.crypto == null ? Crypto.get() : builder.crypto;
        lastHashes = builder.lastHashes;
        scheduler = builder.scheduler == null ? new ThreadScheduler() : builder.scheduler;
        rotation = new Rotation(
                builder.random,
                builder.nanoTime,
                timing.get(Timing.Span.REQUEST_OVERALL).multipliedBy(SUSPICION_FACTOR),
                onion::isStruckOut);
        directory = new SwarmDirectory(onion, account -> send(GetSwarmRequest.of(account)));
        clock = new NetworkClock(
                builder.clock, builder.nanoTime, timing.get(Timing.Span.CLOCK_RESYNC), onion, this::askForTime);
        Caller caller = new Caller(onion, crypto, clock, directory, rotation, scheduler);
        tools = new Exchange.Tools(caller, clock, scheduler, timing, builder.nanoTime);
        clockProbe = new ClockProbe(onion, tools, builder.random);
        ons = new OnsResolver(onion, crypto, tools, rotation);
    }

    /**
     * @param onion is not closed by this client
     */
    public static Builder builder(OnionSender onion) {
        return new Builder(onion);
    }

    /** It ends when this client is closed, like everything else that is waited for. */
    private CompletableFuture<List<NetworkClock.Sample>> askForTime() {
        return track(clockProbe.samples());
    }

    /** The network's time. */
    public NetworkClock clock() {
        return clock;
    }

    /** How far mailboxes have been read. */
    public LastHashStore lastHashes() {
        return lastHashes;
    }

    /** Who holds the mailboxes of an account, as far as is known now. */
    public CompletableFuture<Swarm> swarm(SessionId account) {
        return track(directory.swarm(account));
    }

    // --- storing and reading ---

    /** As {@link #store(StoreRequest, StorePolicy)} with {@link StorePolicy#standard()}. */
    public CompletableFuture<StoreResult> store(StoreRequest request) {
        return store(request, StorePolicy.standard());
    }

    /**
     * Stores a message, at one member after the other until the policy is met.
     *
     * @return how it ended; fails only if there is no node list or this client is closed
     */
    public CompletableFuture<StoreResult> store(StoreRequest request, StorePolicy policy) {
        SessionId account = request.account().orElseThrow(IllegalArgumentException::new);
        Route route = Route.swarm(directory, rotation, account);
        return track(new StoreExchange(tools, route, request, request.hash(crypto), policy).run());
    }

    /**
     * Looks into mailboxes at the member whose turn it is. A member that fails is not replaced by another at once.
     *
     * <p>What was read counts as unread until {@link #acknowledge(PollResult)}.
     */
    public CompletableFuture<PollResult> poll(PollRequest request) {
        return poll(request, lastHashes);
    }

    /**
     * As {@link #poll(PollRequest)}, for one of several readers of the same mailboxes.
     *
     * @param read how far this reader is, in place of {@link #lastHashes()}
     */
    public CompletableFuture<PollResult> poll(PollRequest request, LastHashStore read) {
        return poll(
                request,
                read,
                Route.swarm(directory, rotation, request.credentials().account()));
    }

    /** Looks into mailboxes at a certain member, as when it said that it has more. */
    public CompletableFuture<PollResult> poll(PollRequest request, ServiceNode member) {
        return poll(request, member, lastHashes);
    }

    /**
     * As {@link #poll(PollRequest, ServiceNode)}, for one of several readers of the same mailboxes.
     *
     * @param read how far this reader is, in place of {@link #lastHashes()}
     */
    public CompletableFuture<PollResult> poll(PollRequest request, ServiceNode member, LastHashStore read) {
        return poll(request, read, Route.member(directory, request.credentials().account(), member));
    }

    private CompletableFuture<PollResult> poll(PollRequest request, LastHashStore read, Route route) {
        return track(new PollExchange(tools, request, read).run(route));
    }

    /** All that a poll found has been dealt with for good: the same member need not hand it out again. */
    public void acknowledge(PollResult result) {
        lastHashes.acknowledge(result);
    }

    /** As {@link #acknowledge(PollResult)}, for one mailbox. */
    public void acknowledge(PollResult result, Namespace namespace) {
        lastHashes.acknowledge(result, namespace);
    }

    /** What one member holds of a mailbox. */
    public CompletableFuture<RetrievedMessages> retrieve(RetrieveRequest request) {
        return send(request);
    }

    // --- deleting and expiring ---

    /** Members confirm the hashes that they had. */
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(Credentials credentials, List<MessageHash> hashes) {
        return send(DeleteRequest.of(credentials, hashes));
    }

    /** Members confirm the hashes of what they had. */
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll(Credentials credentials, NamespaceScope scope) {
        return send(DeleteAllRequest.of(credentials, scope));
    }

    /** Members confirm the hashes of what they had up to and including that time. */
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteBefore(
            Credentials credentials, Namespace namespace, Instant before) {
        return send(DeleteBeforeRequest.of(credentials, namespace, before));
    }

    /** Changes until when messages are kept; members confirm old and new expiries. */
    public CompletableFuture<SwarmAnswer<ExpiryChange>> expire(
            Credentials credentials, ExpireRequest.Mode mode, List<MessageHash> hashes, Instant expiry) {
        return send(ExpireRequest.of(credentials, mode, hashes, expiry));
    }

    /** Shortens the life of whole mailboxes; members confirm the hashes of what they shortened. */
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> expireAll(
            Credentials credentials, NamespaceScope scope, Instant expiry) {
        return send(ExpireAllRequest.of(credentials, scope, expiry));
    }

    /** Until when one member keeps these messages; those that it does not hold are left out. */
    public CompletableFuture<SortedMap<MessageHash, Instant>> getExpiries(
            Credentials credentials, List<MessageHash> hashes) {
        return send(GetExpiriesRequest.of(credentials, hashes));
    }

    // --- subaccounts ---

    public CompletableFuture<SwarmAnswer<OptionalLong>> revoke(Credentials credentials, List<SubaccountToken> tokens) {
        return send(RevokeSubaccountsRequest.revoke(credentials, tokens));
    }

    /** Members confirm how many revocations they took back. */
    public CompletableFuture<SwarmAnswer<OptionalLong>> unrevoke(
            Credentials credentials, List<SubaccountToken> tokens) {
        return send(RevokeSubaccountsRequest.unrevoke(credentials, tokens));
    }

    /** What one member holds for revoked; servers before 2.11 refuse with status 400. */
    public CompletableFuture<List<SubaccountToken>> revokedSubaccounts(Credentials credentials) {
        return send(RevokedSubaccountsRequest.of(credentials));
    }

    // --- several at once ---

    /** All of them at one member. */
    public CompletableFuture<BatchAnswer> batch(List<? extends StorageRequest<?>> requests) {
        return send(BatchRequest.batch(requests));
    }

    /** One after the other at one member, until one fails. */
    public CompletableFuture<BatchAnswer> sequence(List<? extends StorageRequest<?>> requests) {
        return send(BatchRequest.sequence(requests));
    }

    public <R> CompletableFuture<IfElseRequest.Answer<R>> ifElse(IfElseRequest<R> request) {
        return send(request);
    }

    // --- any node ---

    /** Clock and version of a node. */
    public CompletableFuture<NodeInfo> info(ServiceNode node) {
        return sendTo(node, InfoRequest.of());
    }

    /** Asks any node for a swarm, whatever the node list says of it; only nodes of the node list are returned. */
    public CompletableFuture<Swarm> getSwarm(SessionId account) {
        return send(GetSwarmRequest.of(account)).thenCombine(onion.nodes(), (answer, list) -> {
            List<ServiceNode> members = new ArrayList<>();
            for (Ed25519PublicKey key : answer.members()) {
                list.find(key).ifPresent(members::add);
            }
            return new Swarm(account, members);
        });
    }

    /**
     * Asks the daemon behind any node.
     *
     * @param params a JSON object
     * @return the daemon's answer, as JSON
     */
    public CompletableFuture<String> oxendRequest(String endpoint, String params) {
        return send(OxendRequest.of(endpoint, params));
    }

    /** The account behind a name; three nodes must agree. */
    public CompletableFuture<OnsResult> resolve(OnsName name) {
        return track(ons.resolve(name));
    }

    // --- any request ---

    /** Sends a request to a member of its account's swarm, or to any node if it has no account. */
    public <R> CompletableFuture<R> send(StorageRequest<R> request) {
        Route route = request.account()
                .map(account -> Route.swarm(directory, rotation, account))
                .orElseGet(() -> Route.any(onion, rotation));
        return exchange(request, route, tools.timing().get(Timing.Count.REQUEST_RETRIES));
    }

    /** Sends a request to one certain node, and to no other. */
    public <R> CompletableFuture<R> sendTo(ServiceNode node, StorageRequest<R> request) {
        Route route = request.account()
                .map(account -> Route.member(directory, account, node))
                .orElseGet(() -> Route.node(node));
        return exchange(request, route, 0);
    }

    private <R> CompletableFuture<R> exchange(StorageRequest<R> request, Route route, int retries) {
        return track(
                new Exchange<>(tools, route, node -> request, retries).run().thenApply(Exchange.Reply::value));
    }

    /** The future that users hold: it also ends when this client is closed, and fails with the cause itself. */
    private <T> CompletableFuture<T> track(CompletableFuture<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        underWay.add(result);
        CompletableFuture<?> unused = work.whenComplete((value, failure) -> {
            underWay.remove(result);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(cause(failure));
            }
        });
        if (closed) {
            end(result);
        }
        return result;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static void end(CompletableFuture<?> result) {
        result.completeExceptionally(new OnionException(OnionException.Reason.CLOSED, "the swarm client is closed"));
    }

    /** Ends the threads; requests under way fail with {@link OnionException.Reason#CLOSED}. May be called again. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(SwarmClient::end);
        scheduler.close();
    }

    /** Options of a {@link SwarmClient}. */
    public static final class Builder {

        private final OnionSender onion;
        private @Nullable Crypto crypto;
        private Clock clock = Clock.systemUTC();
        private LongSupplier nanoTime = System::nanoTime;
        private SecureRandom random = new SecureRandom();
        private Timing timing = Timing.standard();
        private LastHashStore lastHashes = LastHashStore.inMemory();
        private @Nullable Scheduler scheduler;

        private Builder(OnionSender onion) {
            this.onion = onion;
        }

        /** Default: {@link Crypto#get()}. */
        public Builder crypto(Crypto crypto) {
            this.crypto = crypto;
            return this;
        }

        /** The local clock; default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** What measures spans of time, as {@link System#nanoTime()}, the default. */
        public Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /** How long things take and how often they are tried. */
        public Builder timing(Timing timing) {
            this.timing = timing;
            return this;
        }

        /** Default: {@link LastHashStore#inMemory()}. */
        public Builder lastHashes(LastHashStore lastHashes) {
            this.lastHashes = lastHashes;
            return this;
        }

        Builder scheduler(Scheduler scheduler) {
            this.scheduler = scheduler;
            return this;
        }

        public SwarmClient open() {
            return new SwarmClient(this);
        }
    }
}
