package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.session4j.client.internal.Workers;
import org.session4j.onion.FileServerAddress;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionClient;
import org.session4j.onion.OnionPath;
import org.session4j.onion.Timing;
import org.session4j.onion.Transport;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.FileServer;
import org.session4j.swarm.SwarmClient;

/**
 * What a program needs once, however many accounts it has: one node list, one set of onion paths, one pool of
 * connections and threads. A client opens one for itself unless it is given one.
 *
 * <pre>{@code
 * try (NetworkConnection connection = NetworkConnection.builder(Network.mainnet()).open()) {
 *     for (Account account : accounts) {
 *         SessionClient.builder(connection).account(account).open().onEvent(bot);
 *     }
 *     ...
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class NetworkConnection implements AutoCloseable {

    private final Crypto crypto;
    private final SecureRandom random;
    private final Timing timing;
    private final OnionClient onion;
    private final SwarmClient swarms;
    private final @Nullable FileServer files;
    private final Workers workers = new Workers();
    private final Map<SessionId, SessionClient> clients = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private NetworkConnection(Builder builder) {
        crypto = builder.crypto == null ? Crypto.get() : builder.crypto;
        random = builder.random;
        timing = builder.timing == null ? builder.network.timing() : builder.timing;
        OnionClient.Builder onions = OnionClient.builder(builder.network)
                .store(builder.networkStore)
                .clock(builder.clock)
                .random(random)
                .crypto(crypto)
                .timing(timing);
        if (builder.transport != null) {
            onions.transport(builder.transport);
        }
        onion = onions.open();
        swarms = SwarmClient.builder(onion)
                .crypto(crypto)
                .clock(builder.clock)
                .random(random)
                .timing(timing)
                .open();
        files = builder.network.fileServer().map(this::fileServer).orElse(null);
    }

    private FileServer fileServer(FileServerAddress home) {
        return FileServer.builder(onion, home).crypto(crypto).timing(timing).open();
    }

    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /** Everything one can ask of swarms and nodes, one level below accounts and messages. */
    public SwarmClient storage() {
        return swarms;
    }

    /** The onion paths ready now; empty before the first one is. */
    public List<OnionPath> paths() {
        return onion.paths();
    }

    /** What does the cryptography, such as {@code libsodium}. */
    public String cryptoBackend() {
        return crypto.name();
    }

    /** Null if the network has none. */
    @Nullable
    FileServer files() {
        return files;
    }

    Crypto crypto() {
        return crypto;
    }

    SecureRandom random() {
        return random;
    }

    Timing timing() {
        return timing;
    }

    Workers workers() {
        return workers;
    }

    /** Two clients of one account would each take messages away from the other. */
    void register(SessionClient client) {
        if (clients.putIfAbsent(client.sessionId(), client) != null) {
            throw new IllegalStateException("a client of this account is already open on this connection");
        }
        // Only now: whoever closes the connection meanwhile either finds the client, or is noticed here.
        if (closed.get()) {
            unregister(client);
            throw new ClientClosedException();
        }
    }

    void unregister(SessionClient client) {
        clients.remove(client.sessionId(), client);
    }

    /** Closes the clients that use it, then ends connections and threads. May be called more than once. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        clients.values().forEach(SessionClient::close);
        if (files != null) {
            files.close();
        }
        swarms.close();
        onion.close();
        workers.close();
    }

    /** What a {@link NetworkConnection} is made of; everything but the network has a default. */
    public static final class Builder {

        private final Network network;
        private NetworkStore networkStore = NetworkStore.inMemory();
        private @Nullable Transport transport;
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();
        private @Nullable Crypto crypto;
        private @Nullable Timing timing;

        private Builder(Network network) {
            this.network = network;
        }

        /** Node list, guards and clock offset, which survive a restart if this does. Default: in memory. */
        @CanIgnoreReturnValue
        public Builder networkStore(NetworkStore store) {
            networkStore = store;
            return this;
        }

        /** Stays the caller's: it is not closed with the connection. Default: the one on the class path. */
        @CanIgnoreReturnValue
        public Builder transport(Transport own) {
            transport = own;
            return this;
        }

        /** The local clock, which need not be right. Default: the system's. */
        @CanIgnoreReturnValue
        public Builder clock(Clock own) {
            clock = own;
            return this;
        }

        /** All keys and choices are drawn from it. */
        @CanIgnoreReturnValue
        public Builder random(SecureRandom own) {
            random = own;
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
         * Begins to fetch the node list and to build paths, and returns at once.
         *
         * @throws IllegalStateException if no transport was given and none is on the class path
         */
        public NetworkConnection open() {
            return new NetworkConnection(this);
        }
    }
}
