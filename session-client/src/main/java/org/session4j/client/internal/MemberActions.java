package org.session4j.client.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.People;
import org.session4j.client.internal.rules.Draft;
import org.session4j.groups.v2.GroupControl;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.InviteState;
import org.session4j.protocol.config.documents.MemberChange;
import org.session4j.protocol.config.documents.PromotionState;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.protocol.message.GroupUpdateMessage;

/** What admins do about members (groups: flows). */
final class MemberActions {

    private final AdminChanges changes;

    MemberActions(AdminChanges changes) {
        this.changes = changes;
    }

    /** Who is a member in full stays so; who was invited before is invited anew. The keys change in every case. */
    CompletableFuture<Void> invite(SessionId group, Collection<SessionId> people, boolean withHistory) {
        return changes.make(group, (draft, state) -> {
            List<SessionId> invited = invited(draft, state, people);
            if (invited.isEmpty()) {
                return Optional.empty();
            }
            GroupMembers members = state.members();
            for (SessionId id : invited) {
                members = members.with(People.invited(draft, id, withHistory));
            }
            if (members.all().size() > People.MAX_MEMBERS) {
                throw new GroupActionException(Reason.TOO_MANY_MEMBERS);
            }
            draft.put(state.with(members.document()).rekeyed());
            return Optional.of(
                    new GroupControl.MemberChange(GroupUpdateMessage.MemberChange.Type.ADDED, invited, withHistory));
        });
    }

    private static List<SessionId> invited(Draft draft, GroupState state, Collection<SessionId> people) {
        List<SessionId> invited = new ArrayList<>(new LinkedHashSet<>(people));
        invited.remove(draft.account());
        invited.removeIf(
                id -> state.members().find(id).filter(MemberActions::isInFull).isPresent());
        return invited;
    }

    private static boolean isInFull(GroupMember member) {
        return member.removal() == RemovalState.NONE && member.invite() == InviteState.ACCEPTED;
    }

    /** An admin whose promotion did not arrive is promoted anew. */
    CompletableFuture<Void> promote(SessionId group, SessionId member) {
        return changes.make(group, (draft, state) -> {
            GroupMember known = require(state, member);
            if (known.isAdmin() && known.promotion() == PromotionState.NONE) {
                return Optional.empty();
            }
            draft.put(People.with(state, known.after(MemberChange.PROMOTED)));
            return Optional.of(new GroupControl.MemberChange(
                    GroupUpdateMessage.MemberChange.Type.PROMOTED, List.of(member), false));
        });
    }

    /** What is to be told follows when they are erased. */
    CompletableFuture<Void> remove(SessionId group, Collection<SessionId> people, boolean withMessages) {
        Set<SessionId> removed = new LinkedHashSet<>(people);
        MemberChange change = withMessages ? MemberChange.REMOVED_WITH_MESSAGES : MemberChange.REMOVED;
        return changes.make(group, (draft, state) -> {
            GroupMembers members = state.members();
            for (SessionId id : removed) {
                GroupMember member = require(state, id);
                if (member.isAdmin()) {
                    throw new GroupActionException(Reason.IS_ADMIN);
                }
                members = members.with(member.after(change));
            }
            draft.put(state.with(members.document()));
            return Optional.empty();
        });
    }

    private static GroupMember require(GroupState state, SessionId id) {
        return state.members()
                .find(id)
                .filter(member -> member.removal() == RemovalState.NONE)
                .orElseThrow(() -> new GroupActionException(Reason.NOT_A_MEMBER));
    }
}
