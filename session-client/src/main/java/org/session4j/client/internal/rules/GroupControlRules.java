package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.InviteState;
import org.session4j.protocol.config.documents.MemberChange;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.swarm.MessageHash;

/**
 * What members and admins of a group tell about the group. Notices of changes change nothing, as no signature covers what they
 * say: the documents do (groups: control messages).
 */
final class GroupControlRules {

    /** More than anybody deletes at once; whoever names more wants to fill a disk. */
    private static final int MOST_DELETED = 1_000;

    private GroupControlRules() {}

    static void apply(
            Draft draft, Arrival arrival, Conversation.Group conversation, GroupControl control, Instant now) {
        if (control instanceof GroupControl.ContentDeletion deletion) {
            deleteByAdmin(draft, arrival, conversation, deletion, now);
        } else if (control instanceof GroupControl.OwnDeletion deletion) {
            deleteOwn(draft, arrival, conversation, deletion, now);
        } else if (control instanceof GroupControl.InviteAnswer answer && answer.accepted()) {
            member(draft, conversation, arrival.sender())
                    .filter(member -> member.invite() != InviteState.ACCEPTED)
                    .ifPresent(member -> change(draft, conversation, member, MemberChange.INVITE_ACCEPTED));
        } else if (control instanceof GroupControl.Departure) {
            member(draft, conversation, arrival.sender())
                    .filter(member -> !member.isAdmin() && !hasWrittenSince(draft, arrival))
                    .ifPresent(member -> change(draft, conversation, member, MemberChange.REMOVED));
        }
    }

    /** The hashes are signed, so what has not come yet is never looked at. */
    private static void deleteByAdmin(
            Draft draft,
            Arrival arrival,
            Conversation.Group conversation,
            GroupControl.ContentDeletion deletion,
            Instant now) {
        Set<MessageHash> hashes = hashes(deletion.messages());
        Set<SessionId> authors = new HashSet<>(deletion.authors());
        List<ChatMessage> targets = draft.select(
                conversation,
                message -> (message.hash() != null && hashes.contains(message.hash()))
                        || (authors.contains(message.sender())
                                && !message.timestamp().isAfter(arrival.sent())));
        targets.forEach(target -> UnsendRules.take(draft, target, now));
        hashes.forEach(hash -> draft.see(hash, now));
    }

    /** Others' messages stay, those that have not come yet too. */
    private static void deleteOwn(
            Draft draft,
            Arrival arrival,
            Conversation.Group conversation,
            GroupControl.OwnDeletion deletion,
            Instant now) {
        Set<MessageHash> hashes = hashes(deletion.messages());
        List<ChatMessage> known =
                draft.select(conversation, message -> message.hash() != null && hashes.contains(message.hash()));
        for (ChatMessage message : known) {
            hashes.remove(message.hash());
            if (message.sender().equals(arrival.sender())) {
                UnsendRules.take(draft, message, now);
            }
        }
        hashes.forEach(hash -> draft.see(Names.ofDeletion(arrival.sender(), hash), now));
    }

    private static Set<MessageHash> hashes(List<StorageHash> named) {
        Set<MessageHash> hashes = new HashSet<>();
        for (StorageHash hash : named.subList(0, Math.min(named.size(), MOST_DELETED))) {
            parse(hash).ifPresent(hashes::add);
        }
        return hashes;
    }

    private static Optional<MessageHash> parse(StorageHash hash) {
        try {
            return Optional.of(MessageHash.parse(hash.value()));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    /** If this account is an admin, and nobody is removing the member. */
    private static Optional<GroupMember> member(Draft draft, Conversation.Group conversation, SessionId id) {
        return draft.group(GroupId.of(conversation.id()))
                .filter(group -> group.admin().isPresent())
                .flatMap(group -> group.members().find(id))
                .filter(member -> member.removal() == RemovalState.NONE);
    }

    /** Somebody who came back after having left, and whose old message is found again. */
    private static boolean hasWrittenSince(Draft draft, Arrival departure) {
        return draft.latest(departure.conversation()).stream()
                .anyMatch(message -> message.sender().equals(departure.sender())
                        && message.timestamp().isAfter(departure.sent()));
    }

    private static void change(Draft draft, Conversation.Group conversation, GroupMember member, MemberChange change) {
        GroupState group = draft.group(GroupId.of(conversation.id())).orElseThrow(IllegalStateException::new);
        draft.put(group.with(group.members().with(member.after(change)).document()));
    }
}
