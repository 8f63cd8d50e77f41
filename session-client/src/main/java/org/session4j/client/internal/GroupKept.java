package org.session4j.client.internal;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.StorageHash;

/**
 * What the swarm is to keep of a group: its documents and keys, which every member has it keep. What it has lost, an admin
 * brings back: documents are pushed again, and in place of a newest key that is gone there is another one.
 */
final class GroupKept implements DocumentExpiry.Kept {

    private final GroupId group;
    private final Ledger ledger;

    GroupKept(GroupId group, Ledger ledger) {
        this.group = group;
        this.ledger = ledger;
    }

    @Override
    public Set<StorageHash> hashes() {
        Set<StorageHash> all = new TreeSet<>();
        ledger.groups().find(group).ifPresent(state -> {
            all.addAll(state.keys().storageHashes());
            state.documents().forEach(document -> all.addAll(document.currentHashes()));
        });
        return all;
    }

    @Override
    public void lost(Set<StorageHash> hashes) {
        ledger.update(draft -> draft.group(group)
                .filter(state -> state.admin().isPresent())
                .ifPresent(state -> renew(draft, state, hashes)));
    }

    private static void renew(Draft draft, GroupState state, Set<StorageHash> lost) {
        GroupState renewed = state;
        for (ConfigDocument document : state.documents()) {
            if (!Collections.disjoint(document.currentHashes(), lost)) {
                renewed = renewed.with(document.markChanged());
            }
        }
        Set<StorageHash> newest = state.keys().newestHashes();
        draft.put(!newest.isEmpty() && lost.containsAll(newest) ? renewed.rekeyed() : renewed);
    }
}
