package org.session4j.swarm.oxend;

import java.util.SortedMap;
import java.util.TreeMap;

/** Which transfers of a wallet. */
public final class TransfersQuery {

    private final SortedMap<String, Object> params;

    private TransfersQuery(SortedMap<String, Object> params) {
        this.params = params;
    }

    /**
     * All of one account.
     *
     * @param account index in the wallet, from 0
     */
    public static TransfersQuery ofAccount(int account) {
        return new TransfersQuery(new TreeMap<>()).with("account_index", WalletCalls.requireIndex(account));
    }

    /** All of all accounts. */
    public static TransfersQuery ofAllAccounts() {
        return new TransfersQuery(new TreeMap<>()).with("all_accounts", true);
    }

    /**
     * Of those in blocks only the ones after a block, up to another: so a program that looks in now and then need not read
     * all each time.
     *
     * @param after height of a block, not included
     * @param upTo height of a block, included
     */
    public TransfersQuery between(long after, long upTo) {
        if (after < 0 || upTo < after) {
            throw new IllegalArgumentException("expected 0 <= after <= upTo");
        }
        return with("filter_by_height", true).with("min_height", after).with("max_height", upTo);
    }

    private TransfersQuery with(String name, Object value) {
        SortedMap<String, Object> more = new TreeMap<>(params);
        more.put(name, value);
        return new TransfersQuery(more);
    }

    /** As JSON wants them. */
    SortedMap<String, Object> params() {
        return new TreeMap<>(params);
    }
}
