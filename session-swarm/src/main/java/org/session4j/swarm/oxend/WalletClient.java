package org.session4j.swarm.oxend;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.internal.rpc.RpcConnection;
import org.session4j.swarm.internal.rpc.RpcUrl;
import org.session4j.swarm.oxend.OxendException.Reason;

/**
 * A wallet that {@code oxen-wallet-rpc} has open on this machine (services: oxen-wallet-rpc): reads, and sends in two steps.
 * The keys stay with that program; no call here asks for one.
 *
 * <pre>{@code
 * try (WalletClient wallet = WalletClient.builder(URI.create("http://127.0.0.1:18082"))
 *         .login(RpcLogin.of("me", password))
 *         .open()) {
 *     PreparedTransfer transfer = wallet.prepare(TransferOrder.of(address, CoinAmount.parse("2.5"))).join();
 *     if (isFine(transfer.amount(), transfer.fee())) {
 *         transfer.confirm().join();
 *     }
 * }
 * }</pre>
 *
 * <p>Logs in by HTTP digest where the program offers it, otherwise with the plain password, which stays on this machine or
 * goes over https. Questions are asked one after the other. Futures fail with an {@link OxendException}, of which
 * {@link WalletError} names the refusals, a {@link java.net.ConnectException} or a {@link java.net.SocketTimeoutException}; they
 * complete on the thread that asks: what takes long, or waits, belongs elsewhere. Safe for use by many threads.
 */
public final class WalletClient implements AutoCloseable {

    private final RpcConnection connection;

    private WalletClient(RpcConnection connection) {
        this.connection = connection;
    }

    /**
     * @param url http to this machine, or https; its path is {@code /json_rpc} unless it has one
     */
    public static Builder builder(URI url) {
        URI whole = RpcUrl.of(url);
        if (!RpcUrl.isPrivate(whole)) {
            throw new IllegalArgumentException("url: expected https, or http to this machine");
        }
        return new Builder(whole);
    }

    // --- reading ---

    /** How many blocks the wallet knows. */
    public CompletableFuture<Long> height() {
        return connection.send(WalletCalls.height());
    }

    /**
     * @param account index in the wallet, from 0
     */
    public CompletableFuture<WalletBalance> balance(int account) {
        return connection.send(WalletCalls.balance(account));
    }

    /**
     * The main address and the subaddresses of an account.
     *
     * @param account index in the wallet, from 0
     */
    public CompletableFuture<List<WalletAddress>> addresses(int account) {
        return connection.send(WalletCalls.addresses(account));
    }

    /** What came and went; wallets in restricted mode refuse. */
    public CompletableFuture<WalletTransfers> transfers(TransfersQuery query) {
        return connection.send(WalletCalls.transfers(query));
    }

    /** Whether one can send to an address. */
    public CompletableFuture<AddressCheck> check(CoinAddress address) {
        return connection.send(WalletCalls.check(address));
    }

    /**
     * How it is about the wallet's stake in a service node; wallets in restricted mode refuse. How much it is,
     * {@link NodeStake#contributionOf} tells.
     *
     * @param serviceNode {@link ServiceNodeState#key()}
     */
    public CompletableFuture<StakeStatus> stakeStatus(Ed25519PublicKey serviceNode) {
        return connection.send(WalletCalls.stakeStatus(serviceNode));
    }

    // --- sending ---

    /**
     * Has a transaction made and signed, so that its fee is known, and not sent. Wallets in restricted mode refuse.
     *
     * @return sends it when it is confirmed; fails with {@link Reason#NOT_SIGNED} if the wallet cannot sign alone, and with
     *     {@link Reason#MALFORMED_ANSWER} if it made another amount of it
     */
    public CompletableFuture<PreparedTransfer> prepare(TransferOrder order) {
        return connection.send(WalletCalls.prepare(order)).thenApply(prepared -> {
            ChainHash id = prepared.id();
            if (id == null) {
                throw failure(Reason.NOT_SIGNED, "the wallet cannot sign by itself");
            }
            if (!prepared.amount().equals(order.amount())) {
                throw failure(Reason.MALFORMED_ANSWER, "the wallet prepared another amount than was ordered");
            }
            return new PreparedTransfer(order, id, prepared.fee(), prepared.metadata(), this::relay);
        });
    }

    private CompletableFuture<ChainHash> relay(PreparedTransfer transfer) {
        return connection.send(WalletCalls.relay(transfer)).thenApply(id -> {
            if (!id.equals(transfer.id())) {
                throw failure(Reason.MALFORMED_ANSWER, "the wallet sent another transaction than was confirmed");
            }
            return id;
        });
    }

    private static CompletionException failure(Reason reason, String message) {
        return new CompletionException(OxendException.of(reason, message));
    }

    /**
     * Ends the threads and wipes its copy of the login; questions under way fail with {@link Reason#CLOSED}. The wallet stays
     * open in its program. May be called again.
     */
    @Override
    public void close() {
        connection.close();
    }

    /** Options of a {@link WalletClient}. */
    public static final class Builder {

        /** A wallet that is catching up with the chain answers late. */
        private static final Duration TIMEOUT = Duration.ofSeconds(60);

        private final URI url;
        private Duration timeout = TIMEOUT;
        private @Nullable RpcLogin login;

        private Builder(URI url) {
            this.url = url;
        }

        /** As its {@code --rpc-login} has it; copied when the client is opened. Default: none. */
        @CanIgnoreReturnValue
        public Builder login(RpcLogin own) {
            login = own;
            return this;
        }

        /** For one answer. Default: 60 seconds. */
        @CanIgnoreReturnValue
        public Builder timeout(Duration most) {
            timeout = most;
            return this;
        }

        public WalletClient open() {
            return new WalletClient(RpcConnection.open(url, login, timeout));
        }
    }
}
