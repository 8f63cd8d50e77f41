package org.session4j.client.internal;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupStatus;
import org.session4j.client.NewGroup;
import org.session4j.client.OutgoingFile;
import org.session4j.client.internal.groups.GroupView;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.MessageReference;

/** What an account's owner does with groups (groups: flows). What the group does not allow is the futures' failure. */
public final class GroupActions {

    private final Ledger ledger;
    private final GroupCreation creation;
    private final MemberActions members;
    private final InfoActions info;
    private final GroupDeletion deletion;
    private final GroupMembership membership;

    GroupActions(
            ChoreTools tools,
            GroupMailboxes mailboxes,
            GroupChores chores,
            GroupMembership membership,
            Pictures pictures) {
        this.ledger = tools.ledger();
        AdminChanges changes = new AdminChanges(tools, chores);
        this.creation = new GroupCreation(tools, mailboxes, chores);
        this.members = new MemberActions(changes);
        this.info = new InfoActions(changes, pictures, tools.clock());
        this.deletion = new GroupDeletion(tools);
        this.membership = membership;
    }

    /** Every group of the account, by name. */
    public List<SessionId> ids() {
        return GroupView.ids(ledger.documents());
    }

    /**
     * What is known of a group now.
     *
     * @throws GroupActionException if the account has nothing to do with it
     */
    public GroupView view(SessionId group) {
        return GroupView.of(group, ledger.documents(), ledger.groups())
                .orElseThrow(() -> new GroupActionException(GroupActionException.Reason.UNKNOWN_GROUP));
    }

    /**
     * The conversation that is held in a group.
     *
     * @throws GroupActionException if it is of a kind that only lists
     */
    public Conversation.Group conversation(SessionId group) {
        if (view(group).status() == GroupStatus.CLOSED) {
            throw new GroupActionException(GroupActionException.Reason.READ_ONLY);
        }
        return new Conversation.Group(group);
    }

    /** See {@code SessionGroups.create}. */
    public CompletableFuture<SessionId> create(NewGroup group) {
        return creation.create(group);
    }

    /** See {@code Group.accept}. */
    public CompletableFuture<Void> accept(SessionId group) {
        return membership.accept(group);
    }

    /** See {@code Group.leave}. */
    public CompletableFuture<Void> leave(SessionId group) {
        return membership.leave(group);
    }

    /** See {@code Group.invite}. */
    public CompletableFuture<Void> invite(SessionId group, Collection<SessionId> people, boolean withHistory) {
        return members.invite(group, people, withHistory);
    }

    /** See {@code Group.promote}. */
    public CompletableFuture<Void> promote(SessionId group, SessionId member) {
        return members.promote(group, member);
    }

    /** See {@code Group.remove}. */
    public CompletableFuture<Void> remove(SessionId group, Collection<SessionId> people, boolean withMessages) {
        return members.remove(group, people, withMessages);
    }

    /** See {@code Group.rename}. */
    public CompletableFuture<Void> rename(SessionId group, String name) {
        return info.rename(group, name);
    }

    /** See {@code Group.describe}. */
    public CompletableFuture<Void> describe(SessionId group, String description) {
        return info.describe(group, description);
    }

    /** See {@code Group.setPicture}. */
    public CompletableFuture<Void> setPicture(SessionId group, OutgoingFile picture) {
        return info.setPicture(group, picture);
    }

    /** See {@code Group.setTimer}. */
    public CompletableFuture<Void> setTimer(SessionId group, Expiration timer) {
        return info.setTimer(group, timer);
    }

    /** See {@code Group.delete}. */
    public CompletableFuture<Void> delete(SessionId group, Collection<MessageReference> messages) {
        return deletion.delete(group, messages);
    }

    /** See {@code Group.rekey}. */
    public CompletableFuture<Void> rekey(SessionId group) {
        return info.rekey(group);
    }

    /** See {@code Group.destroy}. */
    public CompletableFuture<Void> destroy(SessionId group) {
        return info.destroy(group);
    }
}
