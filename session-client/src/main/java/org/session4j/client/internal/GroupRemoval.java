package org.session4j.client.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.store.PendingMessage;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.KickedMessage;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.protocol.message.GroupUpdateMessage.MemberChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/**
 * Removes the members who are to be removed (groups: flows). What was done before a crash is done again, which changes
 * nothing; the last step on this device also keeps what is to be told, and the new key is published next.
 *
 * <pre>
 *   R=1, pushed ─▶ rights taken ─▶ told that they are out ─▶ R=2: messages deleted ─▶ erased, new key, notices kept
 *                                                                                      ─▶ pushed ─▶ notices sent
 * </pre>
 */
final class GroupRemoval implements GroupDuty {

    /** More than a group writes within the 14 days for which its swarm keeps messages, or the oldest stay until then. */
    private static final int MOST_DELETED = 20_000;

    private final GroupId group;
    private final ChoreTools tools;

    GroupRemoval(GroupId group, ChoreTools tools) {
        this.group = group;
        this.tools = tools;
    }

    @Override
    public boolean isDue(GroupState state) {
        return !leaving(state).isEmpty();
    }

    private static List<GroupMember> leaving(GroupState state) {
        return state.members().all().stream()
                .filter(member -> member.removal() != RemovalState.NONE)
                .collect(Collectors.toList());
    }

    private static List<SessionId> ids(List<GroupMember> members) {
        return members.stream().map(GroupMember::id).collect(Collectors.toList());
    }

    @Override
    public CompletableFuture<?> perform(GroupState state, GroupMailbox mailbox) {
        List<SessionId> leaving = ids(leaving(state));
        Set<SessionId> unwritten = new HashSet<>(unwritten(leaving(state)));
        Optional<AdminKey> admin = state.admin();
        if (!admin.isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        return GroupTokens.each(GroupTokens.of(admin.get(), leaving), mailbox::revoke)
                .thenCompose(revoked ->
                        tell(kicked(admin.get(), leaving, state.keys().generation()), mailbox))
                .thenCompose(told -> GroupDeletion.delete(mailbox, written(unwritten), tools.patience()))
                .thenRunAsync(() -> erase(leaving), tools.workers());
    }

    /** Those whose messages go too. */
    private static List<SessionId> unwritten(List<GroupMember> leaving) {
        return leaving.stream()
                .filter(member -> member.removal() == RemovalState.MEMBER_AND_MESSAGES)
                .map(GroupMember::id)
                .collect(Collectors.toList());
    }

    /** What the swarm may hold of their messages, as far as this device knows. */
    private List<MessageHash> written(Set<SessionId> authors) {
        if (authors.isEmpty()) {
            return List.of();
        }
        Conversation.Group conversation = new Conversation.Group(group.sessionId());
        return tools
                .ledger()
                .store()
                .history(tools.ledger().account(), conversation, Instant.MAX, MOST_DELETED)
                .stream()
                .filter(message -> message.hash() != null && authors.contains(message.sender()))
                .map(ChatMessage::hash)
                .collect(Collectors.toList());
    }

    /** One for each, as one bad id would spoil it for the others. */
    private List<OwnMessage> kicked(AdminKey admin, List<SessionId> leaving, long generation) {
        List<SessionId> reachable = new ArrayList<>(leaving);
        while (!reachable.isEmpty()) {
            try {
                Bytes message = KickedMessage.encode(admin, reachable, generation, tools.random());
                return List.of(new OwnMessage(Namespace.REVOKED_GROUP_MESSAGES, message));
            } catch (MalformedDataException idOfNobody) {
                reachable.removeIf(id -> !isKey(admin, id));
            }
        }
        return List.of();
    }

    private static boolean isKey(AdminKey admin, SessionId id) {
        return !GroupTokens.of(admin, List.of(id)).isEmpty();
    }

    private CompletableFuture<Void> tell(List<OwnMessage> messages, GroupMailbox mailbox) {
        return tools.patience()
                .await(mailbox.storeOwn(messages, DocumentStorage.LIFETIME))
                .thenCompose(stored -> stored.keySet().containsAll(messages)
                        ? CompletableFuture.completedFuture(null)
                        : Failures.failed(new IOException("too few members of the swarm tell who was removed")));
    }

    private void erase(List<SessionId> leaving) {
        List<PendingMessage> notices = tools.ledger().change(draft -> erase(draft, leaving));
        notices.forEach(tools.outbox()::goOn);
    }

    /** Those whom another admin has erased meanwhile need nothing more. */
    private List<PendingMessage> erase(Draft draft, List<SessionId> leaving) {
        Optional<GroupState> state =
                draft.group(group).filter(known -> known.admin().isPresent());
        List<GroupMember> erased = state.map(GroupRemoval::leaving).orElse(List.of()).stream()
                .filter(member -> leaving.contains(member.id()))
                .collect(Collectors.toList());
        if (!state.isPresent() || erased.isEmpty()) {
            return List.of();
        }
        GroupMembers members = state.get().members();
        for (GroupMember member : erased) {
            members = members.without(member.id());
        }
        draft.put(state.get().with(members.document()).rekeyed());
        return notices(draft, erased);
    }

    private List<PendingMessage> notices(Draft draft, List<GroupMember> erased) {
        Conversation.Group conversation = new Conversation.Group(group.sessionId());
        List<PendingMessage> told = new ArrayList<>();
        List<SessionId> unwritten = unwritten(erased);
        if (!unwritten.isEmpty()) {
            told.add(tools.outbox()
                    .prepare(
                            draft,
                            conversation,
                            tools.notices().of(new GroupControl.ContentDeletion(unwritten, List.of()))));
        }
        told.add(tools.outbox()
                .prepare(
                        draft,
                        conversation,
                        tools.notices()
                                .of(new GroupControl.MemberChange(MemberChange.Type.REMOVED, ids(erased), false))));
        return told;
    }
}
