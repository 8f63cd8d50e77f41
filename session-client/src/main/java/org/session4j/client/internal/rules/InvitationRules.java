package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.session4j.client.Conversation;
import org.session4j.client.GroupInvited;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupControl;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupAccess;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.UserGroups;

/**
 * Invitations to groups, and promotions to admin, which come one to one (groups: receive invite, promote). They change the
 * account's document of groups; what follows from that is {@link GroupFollowing}'s. From people whom the account has
 * accepted, they are accepted at once.
 */
final class InvitationRules {

    private InvitationRules() {}

    static Outcome apply(Draft draft, Arrival arrival, GroupControl.Direct control, Instant now) {
        if (control instanceof GroupControl.Invite invite) {
            invited(draft, arrival, invite, now);
        } else if (control instanceof GroupControl.Promotion promotion) {
            promoted(draft, arrival, promotion, now);
        }
        if (arrival.hash() != null) {
            // It stands in the document now. Found later, by a device that is new, it would lead back into a group that
            // was left.
            draft.then(new Errand.DeleteCopies(List.of(arrival.hash())));
        }
        return Outcome.DONE;
    }

    /** Nobody comes back into a group that is no more; and an admin needs no invitation. */
    private static void invited(Draft draft, Arrival arrival, GroupControl.Invite invite, Instant now) {
        JoinedGroup before = entry(draft, invite.group().sessionId());
        if (before.access() == GroupAccess.DESTROYED || before.isAdmin()) {
            return;
        }
        JoinedGroup known = before.reopened().withAuthData(invite.auth().encode());
        enter(draft, arrival, known, isMember(before), invite.name(), now);
    }

    private static void promoted(Draft draft, Arrival arrival, GroupControl.Promotion promotion, Instant now) {
        AdminKey admin = promotion.admin();
        JoinedGroup before = entry(draft, admin.groupId().sessionId());
        boolean isFromBlocked = draft.conversation(arrival.conversation()).blocked();
        if (before.access() != GroupAccess.DESTROYED && (isMember(before) || !isFromBlocked)) {
            JoinedGroup known = before.reopened().withAdminKey(admin.keyPair());
            enter(draft, arrival, known, isMember(before), promotion.name(), now);
        }
    }

    private static void enter(
            Draft draft, Arrival arrival, JoinedGroup known, boolean wasMember, String name, Instant now) {
        boolean isWelcome =
                wasMember || draft.conversation(arrival.conversation()).approved();
        JoinedGroup entered = known.name().isEmpty() || !wasMember ? known.withName(name) : known;
        if (!wasMember) {
            entered = entered.withInvited(!isWelcome).withJoined(now);
        }
        UserGroups groups = draft.documents().groups();
        Optional<JoinedGroup> before = groups.findGroup(known.id());
        if (before.isPresent() && before.get().equals(entered)) {
            return;
        }
        draft.adopt(draft.documents().with(groups.with(entered).document()));
        boolean wasInvited = before.isPresent() && before.get().isInvited();
        if (!isWelcome && !wasInvited) {
            draft.tell(new GroupInvited(new Conversation.Group(known.id()), arrival.sender(), entered.name()));
        }
    }

    private static JoinedGroup entry(Draft draft, SessionId group) {
        return draft.documents().groups().findGroup(group).orElse(JoinedGroup.of(group));
    }

    private static boolean isMember(JoinedGroup joined) {
        return joined.access() == GroupAccess.OPEN
                && !joined.isInvited()
                && (joined.isAdmin() || joined.authData().isPresent());
    }
}
