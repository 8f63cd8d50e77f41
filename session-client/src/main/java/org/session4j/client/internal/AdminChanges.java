package org.session4j.client.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.SessionClientException;
import org.session4j.client.internal.groups.GroupGate;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.store.PendingMessage;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;

/**
 * What admins change: documents, and in the same step what is to be told of it; then comes what the chores make of that
 * (groups: flows).
 */
final class AdminChanges {

    private final ChoreTools tools;
    private final GroupChores chores;

    AdminChanges(ChoreTools tools, GroupChores chores) {
        this.tools = tools;
        this.chores = chores;
    }

    /** Puts into the draft what becomes of the group, and says what is to be told. */
    interface Change extends BiFunction<Draft, GroupState, Optional<GroupControl.ByAdmin>> {}

    /** Ends when the swarm holds the change and nothing is left to do that has to do with it. The group is told afterwards. */
    CompletableFuture<Void> make(SessionId group, Change change) {
        try {
            GroupId id = idOf(group);
            Optional<PendingMessage> notice = tools.ledger().change(draft -> {
                GroupState state = GroupGate.requireAdmin(id, draft.documents(), draft.groups());
                return change.apply(draft, state)
                        .map(control -> tools.outbox()
                                .prepare(
                                        draft,
                                        new Conversation.Group(group),
                                        tools.notices().of(control)));
            });
            CompletableFuture<Void> settled = Failures.told(chores.settled(id));
            return settled.whenComplete((done, failure) -> notice.ifPresent(tools.outbox()::goOn));
        } catch (SessionClientException e) {
            return Failures.failed(e);
        }
    }

    /**
     * @throws GroupActionException if it is of a kind that only lists
     */
    static GroupId idOf(SessionId group) {
        if (group.kind() != IdKind.GROUP) {
            throw new GroupActionException(Reason.READ_ONLY);
        }
        return GroupId.of(group);
    }
}
