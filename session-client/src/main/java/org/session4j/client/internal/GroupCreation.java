package org.session4j.client.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.GroupKind;
import org.session4j.client.NewGroup;
import org.session4j.client.internal.groups.Epochs;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.People;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.store.PendingMessage;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupControl;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.message.GroupUpdateMessage.MemberChange;
import org.session4j.swarm.MessageHash;

/**
 * Makes groups (groups: flows). A new group is put into its swarm first, and only then known to the account: what could not
 * be stored was never there.
 */
final class GroupCreation {

    private final ChoreTools tools;
    private final GroupMailboxes mailboxes;
    private final GroupChores chores;
    private final DocumentStorage storage;

    GroupCreation(ChoreTools tools, GroupMailboxes mailboxes, GroupChores chores) {
        this.tools = tools;
        this.mailboxes = mailboxes;
        this.chores = chores;
        this.storage = new DocumentStorage(tools.patience());
    }

    /** Ends with the id of a group whose invitations are about to be sent. */
    CompletableFuture<SessionId> create(NewGroup group) {
        Set<SessionId> invited = new LinkedHashSet<>(group.members());
        invited.remove(tools.ledger().account());
        if (invited.size() >= People.MAX_MEMBERS) {
            return Failures.failed(new GroupActionException(Reason.TOO_MANY_MEMBERS));
        }
        AdminKey admin = AdminKey.generate(tools.random(), tools.crypto());
        GroupMailbox mailbox = mailboxes.of(admin);
        GroupState planned = plan(group, invited, admin, mailbox.timeNow());
        GroupPublication publication = GroupPublication.of(planned, admin);
        return Failures.told(storage.store(mailbox, publication.messages())
                .thenComposeAsync(
                        stored -> stored(publication, admin, stored, mailbox.timeNow(), invited), tools.workers()));
    }

    private GroupState plan(NewGroup group, Set<SessionId> invited, AdminKey admin, Instant now) {
        if (group.name().isEmpty()) {
            throw new IllegalArgumentException("name: expected 1 to " + GroupInfo.MAX_NAME_LENGTH + " bytes, got 0");
        }
        GroupState empty = GroupState.unknown(admin.groupId(), admin, tools.crypto());
        GroupInfo info = empty.info()
                .withName(group.name())
                .withDescription(group.description())
                .withTimer(GroupTimer.of(group.timer()))
                .withCreated(now);
        return tools.ledger().change(draft -> {
            GroupMembers members = empty.members().with(People.founder(draft));
            for (SessionId id : invited) {
                members = members.with(People.invited(draft, id, false));
            }
            GroupState listed = empty.with(info.document()).with(members.document());
            return (group.kind() == GroupKind.SENDER_KEYS ? Epochs.next(listed, now) : listed).rekeyed();
        });
    }

    private CompletableFuture<SessionId> stored(
            GroupPublication publication,
            AdminKey admin,
            Map<OwnMessage, MessageHash> stored,
            Instant now,
            Set<SessionId> invited) {
        if (!publication.isSafe(stored)) {
            return Failures.failed(new IOException("too few members of the swarm hold the group"));
        }
        GroupState made = publication.confirm(publication.state(), admin, stored, now);
        List<PendingMessage> toSend = tools.ledger().change(draft -> keep(draft, made, admin, now, invited));
        chores.polled(made.id());
        toSend.forEach(tools.outbox()::goOn);
        return CompletableFuture.completedFuture(made.sessionId());
    }

    private List<PendingMessage> keep(
            Draft draft, GroupState made, AdminKey admin, Instant now, Set<SessionId> invited) {
        Conversation.Group conversation = new Conversation.Group(made.sessionId());
        JoinedGroup joined = JoinedGroup.of(made.sessionId())
                .withAdminKey(admin.keyPair())
                .withName(made.info().name())
                .withJoined(now);
        draft.adopt(
                draft.documents().with(draft.documents().groups().with(joined).document()));
        draft.put(made);
        if (invited.isEmpty()) {
            return List.of();
        }
        GroupControl.MemberChange added =
                new GroupControl.MemberChange(MemberChange.Type.ADDED, new ArrayList<>(invited), false);
        return List.of(
                tools.outbox().prepare(draft, conversation, tools.notices().of(added)));
    }
}
