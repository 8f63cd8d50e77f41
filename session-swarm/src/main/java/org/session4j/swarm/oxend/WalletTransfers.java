package org.session4j.swarm.oxend;

import java.util.ArrayList;
import java.util.List;

/**
 * Transfers of an account, in the wallet's order.
 *
 * @param in what came, rewards included
 * @param out what went, stakes and names included
 * @param pending on its way out
 * @param failed never went
 * @param pool on its way in
 */
public record WalletTransfers(
        List<WalletTransfer> in,
        List<WalletTransfer> out,
        List<WalletTransfer> pending,
        List<WalletTransfer> failed,
        List<WalletTransfer> pool) {

    public WalletTransfers {
        in = List.copyOf(in);
        out = List.copyOf(out);
        pending = List.copyOf(pending);
        failed = List.copyOf(failed);
        pool = List.copyOf(pool);
    }

    /** One after the other: in, out, pending, failed, pool. */
    public List<WalletTransfer> all() {
        List<WalletTransfer> all = new ArrayList<>(in);
        all.addAll(out);
        all.addAll(pending);
        all.addAll(failed);
        all.addAll(pool);
        return all;
    }
}
