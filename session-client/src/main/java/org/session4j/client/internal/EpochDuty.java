package org.session4j.client.internal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.session4j.client.internal.groups.Epochs;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.EpochRules;
import org.session4j.client.internal.rules.SenderKeyRules;
import org.session4j.groups.v2.GroupId;

/** Begins another epoch of sender keys when the members have changed, or the one that counts has lasted long enough. */
final class EpochDuty implements GroupDuty {

    private final GroupId group;
    private final Ledger ledger;
    private final Supplier<Instant> networkTime;

    EpochDuty(GroupId group, Ledger ledger, Supplier<Instant> networkTime) {
        this.group = group;
        this.ledger = ledger;
        this.networkTime = networkTime;
    }

    @Override
    public boolean isDue(GroupState state) {
        return Epochs.isDue(state, networkTime.get());
    }

    @Override
    public CompletableFuture<?> perform(GroupState state, GroupMailbox mailbox) {
        Instant now = networkTime.get();
        ledger.update(draft -> {
            EpochRules.beginIfDue(draft, group, now);
            SenderKeyRules.follow(draft, group, now);
        });
        return CompletableFuture.completedFuture(null);
    }
}
