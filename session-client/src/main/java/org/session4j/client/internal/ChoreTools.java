package org.session4j.client.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.session4j.client.internal.groups.GroupNotices;
import org.session4j.onion.Timing;
import org.session4j.protocol.crypto.Crypto;

/**
 * What looking after groups takes.
 *
 * @param clock network time as well as it is known now
 */
record ChoreTools(
        Ledger ledger,
        GroupWays ways,
        Outbox outbox,
        GroupNotices notices,
        Failures failures,
        Timing timing,
        Executor workers,
        Timer timer,
        Patience patience,
        Supplier<Instant> clock,
        Crypto crypto,
        SecureRandom random) {}
