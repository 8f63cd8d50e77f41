package org.session4j.client.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigTooLargeException;
import org.session4j.swarm.SwarmAnswer;

/**
 * Ends a group that its Info document says is no more (groups: flows). All mailboxes are emptied first, then the document is
 * stored, which tells every member; last the account lets go of the group. Begun anew after a crash, it does all of it again.
 */
final class GroupDestruction implements GroupDuty {

    private final GroupId group;
    private final ChoreTools tools;
    private final DocumentStorage storage;

    GroupDestruction(GroupId group, ChoreTools tools) {
        this.group = group;
        this.tools = tools;
        this.storage = new DocumentStorage(tools.patience());
    }

    @Override
    public boolean isDue(GroupState state) {
        return state.info().isDestroyed();
    }

    @Override
    public CompletableFuture<?> perform(GroupState state, GroupMailbox mailbox) {
        Optional<ConfigPush> push = tools.ledger().change(this::handOut);
        return push.map(known -> end(known, mailbox))
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenRunAsync(() -> tools.ledger().update(this::letGo), tools.workers());
    }

    private Optional<ConfigPush> handOut(Draft draft) {
        Optional<GroupState> state =
                draft.group(group).filter(known -> known.admin().isPresent());
        return state.filter(known -> known.info().document().needsPush()).map(known -> {
            ConfigPush push = push(known, known.info().document());
            draft.put(known.with(push.document()));
            return push;
        });
    }

    private static ConfigPush push(GroupState state, ConfigDocument document) {
        try {
            return document.push(state.documentKeys());
        } catch (ConfigTooLargeException e) {
            throw new IllegalStateException("a document of a group has grown too large to be pushed", e);
        }
    }

    private CompletableFuture<Void> end(ConfigPush push, GroupMailbox mailbox) {
        return tools.patience()
                .await(mailbox.deleteAll())
                .thenCompose(GroupDestruction::requireEmptied)
                .thenCompose(emptied -> storage.store(mailbox, DocumentStorage.messages(push)))
                .thenCompose(stored -> stored.keySet().containsAll(DocumentStorage.messages(push))
                        ? CompletableFuture.completedFuture(null)
                        : Failures.failed(new IOException("too few members of the swarm tell that the group is gone")));
    }

    private static CompletableFuture<Void> requireEmptied(SwarmAnswer<?> answer) {
        return answer.confirmations() > 0
                ? CompletableFuture.completedFuture(null)
                : Failures.failed(new IOException("no member of the swarm has emptied the mailboxes"));
    }

    private void letGo(Draft draft) {
        draft.documents()
                .groups()
                .findGroup(group.sessionId())
                .ifPresent(joined -> draft.adopt(draft.documents()
                        .with(draft.documents()
                                .groups()
                                .with(joined.destroyed())
                                .document())));
        draft.remove(group);
    }
}
