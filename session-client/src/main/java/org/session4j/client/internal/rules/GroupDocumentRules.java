package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.GroupChanged;
import org.session4j.client.GroupChanged.Change;
import org.session4j.client.GroupMembersChanged;
import org.session4j.client.MessageExpired;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.UserGroups;
import org.session4j.protocol.message.Expiration;

/** What follows from the documents of a group and its keys, once they are others than before (config: group Info). */
final class GroupDocumentRules {

    private GroupDocumentRules() {}

    /**
     * @param before null if nothing was known of the group
     */
    static void follow(Draft draft, @Nullable GroupState before, GroupState after) {
        Conversation.Group conversation = new Conversation.Group(after.sessionId());
        if (before == null || before.info().document() != after.info().document()) {
            info(draft, conversation, after.info());
        }
        if (before != null) {
            tell(draft, conversation, before, after);
        }
    }

    private static void info(Draft draft, Conversation.Group conversation, GroupInfo info) {
        ConversationState state = draft.conversation(conversation);
        draft.adopt(state.withTimer(info.timer().map(Expiration::afterSend).orElse(Expiration.OFF)));
        UserGroups groups = draft.documents().groups();
        Optional<JoinedGroup> joined = groups.findGroup(conversation.id());
        if (joined.isPresent()) {
            // Whoever destroys it needs its keys until the swarm has the word.
            boolean isOver = info.isDestroyed() && !info.document().needsPush();
            JoinedGroup followed = isOver ? joined.get().destroyed() : named(joined.get(), info.name());
            if (!followed.equals(joined.get())) {
                draft.adopt(draft.documents().with(groups.with(followed).document()));
            }
        }
        info.deleteBefore().ifPresent(time -> deleteBefore(draft, conversation, time));
    }

    private static JoinedGroup named(JoinedGroup joined, String name) {
        return name.isEmpty() ? joined : joined.withName(name);
    }

    private static void deleteBefore(Draft draft, Conversation.Group conversation, Instant time) {
        for (ChatMessage message :
                draft.select(conversation, sent -> sent.timestamp().isBefore(time))) {
            draft.remove(message.reference());
            draft.tell(new MessageExpired(conversation, message.reference()));
        }
    }

    private static void tell(Draft draft, Conversation.Group conversation, GroupState before, GroupState after) {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        add(changes, Change.NAME, before.info().name(), after.info().name());
        add(
                changes,
                Change.DESCRIPTION,
                before.info().description(),
                after.info().description());
        add(changes, Change.PICTURE, before.info().picture(), after.info().picture());
        add(changes, Change.TIMER, before.info().timer(), after.info().timer());
        add(changes, Change.KEY, before.keys().encryptionKey(), after.keys().encryptionKey());
        if (!changes.isEmpty()) {
            draft.tell(new GroupChanged(conversation, changes));
        }
        if (before.members().document() != after.members().document()) {
            members(draft, conversation, before.members(), after.members());
        }
    }

    private static void add(Set<Change> changes, Change change, Object before, Object after) {
        if (!before.equals(after)) {
            changes.add(change);
        }
    }

    private static void members(Draft draft, Conversation.Group conversation, GroupMembers before, GroupMembers after) {
        Map<SessionId, GroupMember> old = byId(before.all());
        Map<SessionId, GroupMember> now = byId(after.all());
        Set<SessionId> added = new HashSet<>(now.keySet());
        added.removeAll(old.keySet());
        Set<SessionId> gone = new HashSet<>(old.keySet());
        gone.removeAll(now.keySet());
        Set<SessionId> changed = new HashSet<>(now.keySet());
        changed.removeIf(id -> !old.containsKey(id) || Objects.equals(old.get(id), now.get(id)));
        if (!added.isEmpty() || !gone.isEmpty() || !changed.isEmpty()) {
            draft.tell(new GroupMembersChanged(conversation, added, gone, changed));
        }
    }

    private static Map<SessionId, GroupMember> byId(List<GroupMember> members) {
        Map<SessionId, GroupMember> byId = new HashMap<>();
        members.forEach(member -> byId.put(member.id(), member));
        return byId;
    }
}
