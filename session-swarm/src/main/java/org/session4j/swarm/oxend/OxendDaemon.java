package org.session4j.swarm.oxend;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.rpc.RpcCall;
import org.session4j.swarm.internal.rpc.RpcConnection;
import org.session4j.swarm.internal.rpc.RpcUrl;
import org.session4j.swarm.wire.OnsRecord;

/**
 * Asks one daemon by JSON-RPC over HTTP (services: oxend RPC): one's own, or any that is open to all. Only reads. The
 * daemon, and over http whoever sits on the way, learns who asks and what.
 *
 * <pre>{@code
 * try (OxendDaemon daemon = OxendDaemon.builder(URI.create("http://127.0.0.1:22023")).open()) {
 *     System.out.println(daemon.stakingRequirement().join().amount());
 * }
 * }</pre>
 *
 * <p>Questions are asked one after the other. Futures fail with an {@link OxendException}, a
 * {@link java.net.ConnectException} or a {@link java.net.SocketTimeoutException}; they complete on the thread that asks: what
 * takes long, or waits, belongs elsewhere. Safe for use by many threads.
 */
public final class OxendDaemon implements OxendQueries, AutoCloseable {

    private static final int MAX_NAMES = 256;
    private static final int MAX_TYPES = 8;

    private final RpcConnection connection;

    private OxendDaemon(RpcConnection connection) {
        this.connection = connection;
    }

    /**
     * @param url http or https; its path is {@code /json_rpc} unless it has one
     */
    public static Builder builder(URI url) {
        return new Builder(RpcUrl.of(url));
    }

    /** {@code get_info}. */
    public CompletableFuture<DaemonInfo> info() {
        return connection.send(DaemonCalls.info());
    }

    /** {@code get_height}. */
    public CompletableFuture<ChainHeight> height() {
        return connection.send(DaemonCalls.height());
    }

    /** {@code get_staking_requirement}: what a service node needs now. */
    public CompletableFuture<StakingRequirement> stakingRequirement() {
        return connection.send(DaemonCalls.stakingRequirement());
    }

    @Override
    public CompletableFuture<ServiceNodes> serviceNodes(ServiceNodesQuery query) {
        return connection.send(DaemonCalls.serviceNodes(query));
    }

    @Override
    public CompletableFuture<Optional<OnsRecord>> resolve(OnsName name) {
        TreeMap<String, Object> params = new TreeMap<>();
        params.put("type", OnsType.SESSION.code());
        params.put("name_hash", OnsRecord.nameHash(Crypto.get(), name).toBase64());
        return connection.send(RpcCall.of("ons_resolve", params, result -> OnsRecord.decode(result.toString())));
    }

    /**
     * {@code get_accrued_rewards}: what is owed and not paid out yet.
     *
     * @param addresses none for all that are owed something
     */
    public CompletableFuture<Map<CoinAddress, CoinAmount>> accruedRewards(List<CoinAddress> addresses) {
        return connection.send(DaemonCalls.accruedRewards(addresses));
    }

    /**
     * {@code ons_names_to_owners}: who has names, of which only the hashes are told.
     *
     * @param nameHashes 1 to 256, as {@link OnsRecord#nameHash} makes them
     * @param types 1 to 8
     */
    public CompletableFuture<List<OnsRegistration>> namesToOwners(List<Bytes> nameHashes, List<OnsType> types) {
        requireCount("nameHashes", nameHashes, MAX_NAMES);
        requireCount("types", types, MAX_TYPES);
        return connection.send(DaemonCalls.namesToOwners(nameHashes, types));
    }

    /**
     * {@code ons_owners_to_names}: what names somebody has.
     *
     * @param owners 1 to 256
     */
    public CompletableFuture<List<OnsRegistration>> ownersToNames(List<CoinAddress> owners, boolean withExpired) {
        requireCount("owners", owners, MAX_NAMES);
        return connection.send(DaemonCalls.ownersToNames(owners, withExpired));
    }

    private static void requireCount(String name, List<?> items, int most) {
        if (items.isEmpty() || items.size() > most) {
            throw new IllegalArgumentException(name + ": expected 1 to " + most + ", got " + items.size());
        }
    }

    /**
     * Any other question.
     *
     * @param params a JSON object
     * @return the result, as JSON
     */
    public CompletableFuture<String> call(String method, String params) {
        try {
            String object = JsonObject.parse(Bytes.utf8(params)).toString();
            return connection.send(new RpcCall<>(method, object, JsonObject::toString));
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("params: expected a JSON object", e);
        }
    }

    /** Ends the threads; questions under way fail with {@link OxendException.Reason#CLOSED}. May be called again. */
    @Override
    public void close() {
        connection.close();
    }

    /** Options of an {@link OxendDaemon}. */
    public static final class Builder {

        private static final Duration TIMEOUT = Duration.ofSeconds(20);

        private final URI url;
        private Duration timeout = TIMEOUT;
        private @Nullable RpcLogin login;

        private Builder(URI url) {
            this.url = url;
        }

        /** For a daemon that wants one; the password itself is only sent over https, or to this machine. Default: none. */
        @CanIgnoreReturnValue
        public Builder login(RpcLogin own) {
            login = own;
            return this;
        }

        /** For one answer. Default: 20 seconds. */
        @CanIgnoreReturnValue
        public Builder timeout(Duration most) {
            timeout = most;
            return this;
        }

        public OxendDaemon open() {
            return new OxendDaemon(RpcConnection.open(url, login, timeout));
        }
    }
}
