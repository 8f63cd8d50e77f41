package org.session4j.client.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.SessionClientException;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupAccess;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.InviteState;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.PromotionState;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.protocol.config.documents.UserGroups;
import org.session4j.protocol.message.Expiration;

/** What an account decides of its own part in a group: coming and going (groups: receive invite, leave). */
final class GroupMembership {

    private final ChoreTools tools;

    /** Which invitations were answered, by the time at which the account joined. */
    private final Map<GroupId, Instant> answered = new ConcurrentHashMap<>();

    GroupMembership(ChoreTools tools) {
        this.tools = tools;
    }

    /** Accepts an invitation. The group is told once its key is known. */
    CompletableFuture<Void> accept(SessionId id) {
        try {
            tools.ledger().update(draft -> accept(draft, id));
            return CompletableFuture.completedFuture(null);
        } catch (SessionClientException e) {
            return Failures.failed(e);
        }
    }

    private void accept(Draft draft, SessionId id) {
        UserGroups groups = draft.documents().groups();
        JoinedGroup joined = entry(groups, id);
        if (joined.access() != GroupAccess.OPEN) {
            throw new GroupActionException(joined.access() == GroupAccess.KICKED ? Reason.REMOVED : Reason.DESTROYED);
        }
        if (joined.isInvited()) {
            JoinedGroup accepted =
                    joined.withInvited(false).withJoined(tools.clock().get());
            draft.adopt(draft.documents().with(groups.with(accepted).document()));
        }
    }

    /** Leaves a group, or declines an invitation, or forgets a group that is over for this account. */
    CompletableFuture<Void> leave(SessionId id) {
        try {
            JoinedGroup joined = entry(tools.ledger().documents().groups(), id);
            Optional<GroupState> state = tools.ledger().groups().find(GroupId.of(id));
            boolean isHeard =
                    state.isPresent() && state.get().keys().encryptionKey().isPresent();
            if (isHeard && joined.isAdmin() && !hasOtherAdmin(state.get())) {
                throw new GroupActionException(Reason.LAST_ADMIN);
            }
            CompletableFuture<?> told = isHeard ? tellDeparture(id) : CompletableFuture.completedFuture(null);
            return told.thenRunAsync(() -> tools.ledger().update(draft -> erase(draft, id)), tools.workers());
        } catch (SessionClientException e) {
            return Failures.failed(e);
        }
    }

    private boolean hasOtherAdmin(GroupState state) {
        return state.members().all().stream()
                .anyMatch(member -> member.isAdmin()
                        && member.promotion() == PromotionState.NONE
                        && !member.id().equals(tools.ledger().account()));
    }

    private CompletableFuture<?> tellDeparture(SessionId id) {
        return send(id, new GroupControl.DepartureNotice()).thenCompose(sent -> send(id, new GroupControl.Departure()));
    }

    private CompletableFuture<?> send(SessionId id, GroupControl.ByMember control) {
        return tools.outbox().send(new Conversation.Group(id), tools.notices().of(control), Expiration.OFF);
    }

    private static void erase(Draft draft, SessionId id) {
        draft.adopt(draft.documents()
                .with(draft.documents().groups().withoutGroup(id).document()));
    }

    private static JoinedGroup entry(UserGroups groups, SessionId id) {
        return groups.findGroup(id).orElseThrow(() -> new GroupActionException(Reason.UNKNOWN_GROUP));
    }

    /**
     * Says that an invitation was accepted, as long as the group's list does not: once each time the client is opened.
     * Waits for nothing.
     */
    void polled(GroupId group) {
        Optional<GroupState> state = tools.ledger().groups().find(group);
        Optional<GroupMember> self =
                state.flatMap(known -> known.members().find(tools.ledger().account()));
        boolean isAsked = self.isPresent()
                && !self.get().isAdmin()
                && self.get().invite() != InviteState.ACCEPTED
                && self.get().removal() == RemovalState.NONE;
        if (isAsked && state.get().keys().encryptionKey().isPresent()) {
            Instant joined = tools.ledger()
                    .documents()
                    .groups()
                    .findGroup(group.sessionId())
                    .flatMap(JoinedGroup::joined)
                    .orElse(Instant.EPOCH);
            if (!joined.equals(answered.put(group, joined))) {
                CompletableFuture<?> unused = send(group.sessionId(), new GroupControl.InviteAnswer(true));
            }
        }
    }
}
