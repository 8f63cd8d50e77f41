package org.session4j.client.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.store.ReadMark;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.swarm.MessageHash;

/** Brings new keys and changed documents of one group into its swarm. */
final class GroupPush implements GroupDuty {

    private final GroupId group;
    private final ChoreTools tools;
    private final DocumentStorage storage;

    GroupPush(GroupId group, ChoreTools tools) {
        this.group = group;
        this.tools = tools;
        this.storage = new DocumentStorage(tools.patience());
    }

    @Override
    public boolean isDue(GroupState state) {
        return GroupPublication.isDue(state);
    }

    @Override
    public CompletableFuture<?> perform(GroupState state, GroupMailbox mailbox) {
        Optional<GroupPublication> handedOut = tools.ledger().change(this::handOut);
        return handedOut
                .<CompletableFuture<?>>map(publication -> publish(publication, mailbox))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** From now on the documents know that they are under way, also after a crash: a change makes another message. */
    private Optional<GroupPublication> handOut(Draft draft) {
        return draft.group(group)
                .flatMap(state -> state.admin().map(admin -> GroupPublication.of(state, admin)))
                .map(publication -> {
                    draft.put(publication.state());
                    return publication;
                });
    }

    private CompletableFuture<?> publish(GroupPublication publication, GroupMailbox mailbox) {
        storage.remember(publication.pushes());
        return storage.store(mailbox, publication.messages())
                .thenComposeAsync(stored -> stored(publication, mailbox, stored), tools.workers());
    }

    private CompletableFuture<?> stored(
            GroupPublication publication, GroupMailbox mailbox, Map<OwnMessage, MessageHash> stored) {
        List<ReadMark> again = tools.ledger().change(draft -> {
            draft.group(group)
                    .ifPresent(state -> state.admin()
                            .ifPresent(admin -> draft.put(confirm(publication, state, admin, stored, mailbox))));
            return DocumentStorage.readAgain(tools.ledger(), draft, stored.values());
        });
        mailbox.resume(again);
        tools.ledger()
                .groups()
                .find(group)
                .ifPresent(state -> storage.deleteObsolete(
                        mailbox, DocumentStorage.safe(publication.pushes(), stored), stored, state::document));
        return publication.isSafe(stored)
                ? CompletableFuture.completedFuture(null)
                : Failures.failed(new IOException("too few members of the swarm hold what was pushed"));
    }

    private static GroupState confirm(
            GroupPublication publication,
            GroupState state,
            AdminKey admin,
            Map<OwnMessage, MessageHash> stored,
            GroupMailbox mailbox) {
        return publication.confirm(state, admin, stored, mailbox.timeNow());
    }
}
