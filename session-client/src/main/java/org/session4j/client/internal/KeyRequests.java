package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.SenderKeySealing;
import org.session4j.groups.v2.GroupId;
import org.session4j.onion.Timing;

/** Asks for sender keys that should have come by now (groups: modern profile for sender keys). */
final class KeyRequests {

    /** A key and what it opens come in two mailboxes, and a poll or two may fail. */
    private static final int POLLS_TO_WAIT = 6;

    private final Ledger ledger;
    private final Supplier<Instant> networkTime;
    private final Failures failures;
    private final Duration patience;

    KeyRequests(Ledger ledger, Supplier<Instant> networkTime, Failures failures, Timing timing) {
        this.ledger = ledger;
        this.networkTime = networkTime;
        this.failures = failures;
        this.patience = timing.get(Timing.Span.POLL).multipliedBy(POLLS_TO_WAIT);
    }

    /** To be called after each poll of a group. */
    void look(GroupId group) {
        if (ledger.groups().find(group).filter(GroupState::hasSenderKeys).isPresent()) {
            failures.guard(
                    () -> ledger.update(draft -> SenderKeySealing.ask(draft, group, networkTime.get(), patience)));
        }
    }
}
