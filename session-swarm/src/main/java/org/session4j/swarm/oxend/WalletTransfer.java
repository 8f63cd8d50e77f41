package org.session4j.swarm.oxend;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Coins that came to or went out of an account.
 *
 * @param id of the transaction
 * @param amount without the fee
 * @param fee what the sender paid for it
 * @param height of its block; null if it is in none yet
 * @param time of its block, or, if it is in none yet, when the wallet first saw it; null if the wallet does not say
 * @param confirmations blocks since, its own included
 * @param isLocked whether it cannot be spent yet
 * @param isImmutable whether it is in a block that can no longer go
 * @param wasBlink whether service nodes vouched for it before it was in a block
 * @param isDoubleSpend whether the same coins were seen to be spent elsewhere
 * @param address own one to which or from which it went; null if the wallet does not say
 * @param payments where it went to, if it went out from this wallet
 * @param note the owner's words about it
 */
public record WalletTransfer(
        ChainHash id,
        Kind kind,
        CoinAmount amount,
        CoinAmount fee,
        @Nullable Long height,
        @Nullable Instant time,
        long confirmations,
        boolean isLocked,
        boolean isImmutable,
        boolean wasBlink,
        boolean isDoubleSpend,
        @Nullable CoinAddress address,
        List<Payment> payments,
        String note) {

    /** What it was for, or how far it got. */
    public enum Kind {
        IN("in"),
        OUT("out"),
        /** Into a service node; it comes back. */
        STAKE("stake"),
        /** For a name. */
        ONS("ons"),
        /** For a block. */
        REWARD("reward"),
        /** The same, as others call it. */
        MINER("miner"),
        /** For a service node. */
        SERVICE_NODE("snode"),
        GOVERNANCE("gov"),
        /** On its way out, in no block yet. */
        PENDING("pending"),
        /** It did not go out. */
        FAILED("failed"),
        /** On its way in, in no block yet. */
        POOL("pool"),
        /** What this version does not know. */
        OTHER("");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        static Kind of(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName.equals(wireName))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    public WalletTransfer {
        payments = List.copyOf(payments);
    }

    /** Without addresses and note. */
    @Override
    public String toString() {
        return "WalletTransfer[" + kind + ", amount=" + amount + ", fee=" + fee + ", height=" + height + "]";
    }
}
