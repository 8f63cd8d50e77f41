package org.session4j.client.internal;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.session4j.onion.Timing;
import org.session4j.protocol.SessionId;

/** What the deliveries of one account have in common. */
record DeliveryTools(
        Ledger ledger,
        CachedFiles files,
        AccountMailbox mailbox,
        Routes routes,
        LetterSealer sealer,
        Bookkeeper bookkeeper,
        Failures failures,
        Timing timing,
        Executor workers,
        Timer timer,
        Patience patience,
        LongSupplier nanoTime) {

    SessionId self() {
        return ledger.account();
    }
}
