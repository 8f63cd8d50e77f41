package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.client.ConversationChanged;
import org.session4j.client.GroupChanged;
import org.session4j.client.GroupEnded;
import org.session4j.client.GroupInvited;
import org.session4j.client.GroupJoined;
import org.session4j.client.GroupStatus;
import org.session4j.client.internal.groups.AdminKeys;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.internal.sync.SharedStates;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.StoreChange;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.documents.ConversationId;
import org.session4j.protocol.config.documents.GroupAccess;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.ReadState;
import org.session4j.protocol.crypto.Crypto;

/**
 * What follows once the groups of an account have changed, whoever changed them: the owner, another device, somebody's
 * invitation, an admin of the group. The account's document says in which groups it is; of those, and of no others, this
 * device keeps documents and keys.
 */
public final class GroupFollowing {

    private GroupFollowing() {}

    /** Puts right what an earlier release, or a crash, has left; tells nobody. */
    public static void begin(Draft draft, Crypto crypto) {
        for (GroupState state : List.copyOf(draft.groups().all())) {
            if (!isIn(entry(draft.documents(), state.sessionId()))) {
                draft.remove(state.id());
            }
        }
        for (JoinedGroup joined : draft.documents().groups().groups()) {
            if (isIn(joined) && !draft.group(GroupId.of(joined.id())).isPresent()) {
                draft.put(GroupState.unknown(GroupId.of(joined.id()), admin(joined, crypto), crypto));
            }
        }
    }

    /** Follows what has been written into the draft. */
    public static void follow(Draft draft, Crypto crypto) {
        if (draft.groups() != draft.groupsBefore()) {
            for (GroupState state : List.copyOf(draft.groups().all())) {
                Optional<GroupState> before = draft.groupsBefore().find(state.id());
                if (!before.isPresent() || before.get() != state) {
                    GroupDocumentRules.follow(draft, before.orElse(null), state);
                }
            }
        }
        Documents before = draft.documentsBefore();
        Documents after = draft.documents();
        if (before.get(ConfigType.USER_GROUPS) != after.get(ConfigType.USER_GROUPS)) {
            changed(before, after).forEach(id -> follow(draft, id, crypto));
        }
    }

    private static Set<SessionId> changed(Documents before, Documents after) {
        Set<SessionId> ids = new TreeSet<>();
        before.groups().groups().forEach(group -> ids.add(group.id()));
        after.groups().groups().forEach(group -> ids.add(group.id()));
        ids.removeIf(id -> Objects.equals(entry(before, id), entry(after, id)));
        return ids;
    }

    private static void follow(Draft draft, SessionId id, Crypto crypto) {
        JoinedGroup before = entry(draft.documentsBefore(), id);
        JoinedGroup now = entry(draft.documents(), id);
        if (now != null && isIn(now)) {
            enter(draft, now, crypto);
        } else {
            draft.remove(GroupId.of(id));
        }
        Conversation.Group conversation = new Conversation.Group(id);
        if (now == null) {
            draft.remove(conversation);
        } else {
            adopt(draft, SharedStates.of(now, read(draft, draft.conversation(conversation))));
        }
        tell(draft, conversation, before, now);
    }

    private static void enter(Draft draft, JoinedGroup joined, Crypto crypto) {
        GroupId id = GroupId.of(joined.id());
        Optional<GroupState> known = draft.group(id);
        if (!known.isPresent()) {
            draft.put(GroupState.unknown(id, admin(joined, crypto), crypto));
        } else if (known.get().admin().isPresent() != joined.isAdmin()) {
            draft.put(known.get().withAdmin(admin(joined, crypto)));
            // An admin opens keys that were not for the member.
            draft.add(new StoreChange.ForgetReadMarks(joined.id()));
            draft.tell(new GroupChanged(new Conversation.Group(joined.id()), EnumSet.of(GroupChanged.Change.ROLE)));
        }
    }

    /** How far was read may have come before it was known that there is such a group. */
    private static ConversationState read(Draft draft, ConversationState local) {
        Conversation.Group group = (Conversation.Group) local.conversation();
        Instant shared = draft.documents()
                .reading()
                .find(new ConversationId.Group(group.id()))
                .map(ReadState::lastRead)
                .orElse(Instant.EPOCH);
        return shared.isAfter(Instant.EPOCH) && !local.isRead(shared) ? local.withReadUpTo(shared) : local;
    }

    private static void adopt(Draft draft, ConversationState followed) {
        ConversationState local = draft.conversation(followed.conversation());
        if (!followed.equals(local)) {
            draft.adopt(followed);
            draft.tell(new ConversationChanged(followed));
        }
    }

    private static void tell(
            Draft draft, Conversation.Group conversation, @Nullable JoinedGroup before, @Nullable JoinedGroup now) {
        if (isIn(now)) {
            if (!isIn(before)) {
                draft.tell(new GroupJoined(conversation));
            }
        } else if (now == null || now.access() != GroupAccess.OPEN) {
            ended(draft, conversation, before, now);
        } else if (now.isInvited() && (before == null || !before.isInvited())) {
            invited(draft, conversation, now);
        }
    }

    private static void ended(
            Draft draft, Conversation.Group conversation, @Nullable JoinedGroup before, @Nullable JoinedGroup now) {
        if (now == null) {
            draft.tell(new GroupEnded(conversation, null));
        } else if (before == null || before.access() != now.access()) {
            draft.tell(new GroupEnded(
                    conversation, now.access() == GroupAccess.KICKED ? GroupStatus.REMOVED : GroupStatus.DESTROYED));
        }
    }

    /** Who invites is known only to the device that got the invitation, which has told it already. */
    private static void invited(Draft draft, Conversation.Group conversation, JoinedGroup now) {
        boolean isTold = draft.events().stream()
                .anyMatch(event -> event instanceof GroupInvited invited
                        && invited.conversation().equals(conversation));
        if (!isTold) {
            draft.tell(new GroupInvited(conversation, null, now.name()));
        }
    }

    private static @Nullable JoinedGroup entry(Documents documents, SessionId id) {
        return documents.groups().findGroup(id).orElse(null);
    }

    /** Whether the account is in the group; who was invited is not. */
    private static boolean isIn(@Nullable JoinedGroup joined) {
        return joined != null
                && joined.access() == GroupAccess.OPEN
                && !joined.isInvited()
                && (joined.isAdmin() || joined.authData().isPresent());
    }

    private static @Nullable AdminKey admin(JoinedGroup joined, Crypto crypto) {
        return AdminKeys.of(joined, crypto).orElse(null);
    }
}
