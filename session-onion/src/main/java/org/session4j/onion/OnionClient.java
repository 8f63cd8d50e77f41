package org.session4j.onion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.internal.OnionExchange;
import org.session4j.onion.internal.Router;
import org.session4j.onion.internal.ThreadedLoop;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.crypto.Crypto;

/**
 * Sends requests over onion paths of a network: fetches the node list and keeps it fresh, keeps tested paths ready, and
 * sees to what breaks (network: bootstrap, onion paths, path-level errors). Safe for use by many threads; one client
 * serves any number of accounts.
 *
 * <pre>{@code
 * try (OnionClient onion = OnionClient.builder(Network.mainnet()).open()) {
 *     NodeList list = onion.nodes().join();
 *     OnionResponse answer = onion.send(new OnionRequest(
 *                     list.nodes().get(0),
 *                     Bytes.utf8("{\"method\":\"info\",\"params\":{}}"),
 *                     OnionRequest.Category.STANDARD,
 *                     Duration.ofSeconds(20)))
 *             .join();
 * }
 * }</pre>
 *
 * <p>{@link #close()} fails what is under way with {@link OnionException.Reason#CLOSED} and ends all threads.
 */
public final class OnionClient implements OnionSender, AutoCloseable {

    private final Router router;
    private final ThreadedLoop loop;
    /** Only if it is ours to close. */
    private final @Nullable Transport ownTransport;

    private OnionClient(Builder builder) {
        Timing timing = builder.timing != null ? builder.timing : builder.network.timing();
        Crypto crypto = builder.crypto != null ? builder.crypto : Crypto.get();
        Transport transport = builder.transport != null ? builder.transport : findTransport();
        ownTransport = builder.transport != null ? null : transport;
        loop = new ThreadedLoop(builder.clock);
        router = new Router(
                loop,
                builder.network,
                timing,
                transport,
                new OnionExchange(loop, transport, crypto, builder.random, builder.cipher),
                new ServiceNodeKeys(crypto),
                builder.store,
                builder.random);
    }

    private static Transport findTransport() {
        Iterator<TransportProvider> providers =
                ServiceLoader.load(TransportProvider.class).iterator();
        if (!providers.hasNext()) {
            throw new IllegalStateException("no transport: add session-transport-okhttp to the class path or module "
                    + "path, or give one to the builder");
        }
        return providers.next().open();
    }

    public static Builder builder(Network network) {
        return new Builder(network);
    }

    @Override
    public CompletableFuture<OnionResponse> send(OnionRequest request) {
        return router.send(request);
    }

    @Override
    public CompletableFuture<NodeList> nodes() {
        return router.nodes();
    }

    @Override
    public void requestRefresh() {
        router.requestRefresh();
    }

    @Override
    public void strike(ServiceNode node, int count) {
        router.strike(node, count);
    }

    @Override
    public boolean isStruckOut(ServiceNode node) {
        return router.isStruckOut(node);
    }

    @Override
    public List<OnionPath> paths() {
        return router.paths();
    }

    @Override
    public Optional<Duration> clockOffset() {
        return router.clockOffset();
    }

    @Override
    public void rememberClockOffset(Duration offset) {
        router.rememberClockOffset(offset);
    }

    /** Fails requests under way, and ends the threads. May be called more than once, and by any thread. */
    @Override
    public void close() {
        router.close(loop);
        if (ownTransport != null) {
            ownTransport.close();
        }
    }

    /** What an {@link OnionClient} is made of; everything but the network has a default. */
    public static final class Builder {

        private final Network network;
        private @Nullable Transport transport;
        private NetworkStore store = NetworkStore.inMemory();
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();
        private OnionCipher cipher = OnionCipher.XCHACHA20;
        private @Nullable Crypto crypto;
        private @Nullable Timing timing;

        private Builder(Network network) {
            this.network = network;
        }

        /** Stays the caller's: it is not closed with the client. Default: the one found by {@link java.util.ServiceLoader}. */
        @CanIgnoreReturnValue
        public Builder transport(Transport own) {
            transport = own;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder store(NetworkStore own) {
            store = own;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder clock(Clock own) {
            clock = own;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder random(SecureRandom own) {
            random = own;
            return this;
        }

        /** Of all layers. Default: XChaCha20-Poly1305. */
        @CanIgnoreReturnValue
        public Builder cipher(OnionCipher own) {
            cipher = own;
            return this;
        }

        /** Default: {@link Crypto#get()}. */
        @CanIgnoreReturnValue
        public Builder crypto(Crypto own) {
            crypto = own;
            return this;
        }

        /** Instead of the network's own. */
        @CanIgnoreReturnValue
        public Builder timing(Timing own) {
            timing = own;
            return this;
        }

        /**
         * Reads the store, begins to fetch the node list and to build paths, and returns without waiting for them.
         *
         * @throws IllegalStateException if no transport was given and none is on the class path
         */
        public OnionClient open() {
            return new OnionClient(this);
        }
    }
}
