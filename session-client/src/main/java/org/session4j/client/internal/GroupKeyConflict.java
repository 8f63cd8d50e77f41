package org.session4j.client.internal;

import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.v2.GroupId;

/** Makes a further key if two admins made one at once (groups: loading). Those who do this at once make the same. */
final class GroupKeyConflict implements GroupDuty {

    private final GroupId group;
    private final Ledger ledger;

    GroupKeyConflict(GroupId group, Ledger ledger) {
        this.group = group;
        this.ledger = ledger;
    }

    @Override
    public boolean isDue(GroupState state) {
        return state.keys().needsRekey() && !state.keys().pending().isPresent();
    }

    @Override
    public CompletableFuture<?> perform(GroupState state, GroupMailbox mailbox) {
        ledger.update(draft -> draft.group(group)
                .filter(known -> known.admin().isPresent() && isDue(known))
                .ifPresent(known -> draft.put(known.rekeyed())));
        return CompletableFuture.completedFuture(null);
    }
}
