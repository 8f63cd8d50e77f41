package org.session4j.swarm.oxend;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.session4j.protocol.Bytes;

/**
 * A transaction that the wallet has made and signed, and not sent: {@link #confirm()} sends it. Whoever only drops it has
 * spent nothing. Thread-safe.
 */
public final class PreparedTransfer {

    private final TransferOrder order;
    private final ChainHash id;
    private final CoinAmount fee;
    private final Bytes metadata;
    private final Function<PreparedTransfer, CompletableFuture<ChainHash>> sender;

    PreparedTransfer(
            TransferOrder order,
            ChainHash id,
            CoinAmount fee,
            Bytes metadata,
            Function<PreparedTransfer, CompletableFuture<ChainHash>> sender) {
        this.order = order;
        this.id = id;
        this.fee = fee;
        this.metadata = metadata;
        this.sender = sender;
    }

    /** What it was made for; the wallet has confirmed the amount. */
    public TransferOrder order() {
        return order;
    }

    /** Of the transaction, by which it can be found later. */
    public ChainHash id() {
        return id;
    }

    /** What the others get together. */
    public CoinAmount amount() {
        return order.amount();
    }

    public CoinAmount fee() {
        return fee;
    }

    /** What leaves the wallet: amount and fee. */
    public CoinAmount total() {
        return amount().plus(fee);
    }

    /**
     * Sends it. May be called again if it is not certain whether it was sent: it is the same transaction, which the network
     * takes once.
     *
     * @return its {@link #id()}
     */
    public CompletableFuture<ChainHash> confirm() {
        return sender.apply(this);
    }

    /** What the wallet needs to send it. Holds secrets of the transaction. */
    Bytes metadata() {
        return metadata;
    }

    /** Amount and fee. */
    @Override
    public String toString() {
        return "PreparedTransfer[amount=" + amount() + ", fee=" + fee + "]";
    }
}
