package org.session4j.swarm.oxend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account of a wallet has.
 *
 * @param total locked coins included
 * @param unlocked what can be spent now
 * @param accrued rewards of service nodes that are not paid out yet, and in none of the others
 * @param accruedPayoutHeight at which block they will be; null if there are none
 * @param blocksToUnlock until all is unlocked; 0 if it is
 * @param needsMultisigImport whether other signers must tell something before this is right
 * @param subaddresses those that have something
 */
public record WalletBalance(
        CoinAmount total,
        CoinAmount unlocked,
        CoinAmount accrued,
        @Nullable Long accruedPayoutHeight,
        long blocksToUnlock,
        boolean needsMultisigImport,
        List<Part> subaddresses) {

    /**
     * What came to one subaddress.
     *
     * @param account index in the wallet
     * @param index in the account; 0 is the main address
     * @param label the owner's name for it
     */
    public record Part(
            long account, long index, CoinAddress address, String label, CoinAmount total, CoinAmount unlocked) {

        /** Without address and label. */
        @Override
        public String toString() {
            return "Part[" + account + "/" + index + ", total=" + total + ", unlocked=" + unlocked + "]";
        }
    }

    public WalletBalance {
        subaddresses = List.copyOf(subaddresses);
    }
}
