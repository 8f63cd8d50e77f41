package org.session4j.client.internal.rules;

import java.time.Instant;
import java.util.Optional;
import org.session4j.client.Conversation;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.SenderKeyFrame;
import org.session4j.protocol.message.Unsend;

/**
 * What is said in a group. Whoever has access to its mailboxes can store anything there, so only members are listened to
 * (groups: group message).
 */
final class GroupRules {

    private GroupRules() {}

    static Outcome apply(Draft draft, Arrival arrival, Conversation.Group conversation, Instant now) {
        Optional<GroupState> group = draft.group(GroupId.of(conversation.id()));
        if (group.isPresent() && !isHeard(group.get().members(), arrival, draft.account())) {
            return Outcome.NOT_A_MEMBER;
        }
        Message message = arrival.message();
        if (message instanceof SenderKeyFrame frame && !arrival.isFromThisDevice()) {
            return SenderKeyRules.apply(draft, arrival, frame, now);
        }
        if (message.kind().isShown()) {
            return isDeleted(draft, group, arrival) ? Outcome.DONE : ShownRules.apply(draft, arrival, now);
        }
        if (message instanceof ReactionMessage reaction) {
            return ReactionRules.apply(draft, arrival, reaction);
        }
        if (message instanceof Unsend unsend) {
            return unsend(draft, arrival, unsend, now);
        }
        if (arrival.control() != null) {
            GroupControlRules.apply(draft, arrival, conversation, arrival.control(), now);
            return Outcome.DONE;
        }
        return switch (message.kind()) {
            // Of those there are none in groups, and the timer stands in a document.
            case RECEIPT, TYPING, REQUEST_RESPONSE, CALL, EXPIRATION_TIMER_UPDATE, GROUP_UPDATE -> Outcome.DONE;
            default -> arrival.isFromThisDevice() ? Outcome.DONE : NoticeRules.apply(draft, arrival);
        };
    }

    /** As long as nobody is known to be in the group, it cannot be told who is not. */
    private static boolean isHeard(GroupMembers members, Arrival arrival, SessionId self) {
        Optional<GroupMember> member = members.find(arrival.sender());
        return arrival.sender().equals(self)
                || (member.isPresent()
                        ? member.get().removal() != RemovalState.MEMBER_AND_MESSAGES
                        : members.all().isEmpty());
    }

    private static boolean isDeleted(Draft draft, Optional<GroupState> group, Arrival arrival) {
        boolean isTooOld = group.flatMap(state -> state.info().deleteBefore())
                .filter(arrival.sent()::isBefore)
                .isPresent();
        return isTooOld || (arrival.hash() != null && draft.isSeen(Names.ofDeletion(arrival.sender(), arrival.hash())));
    }

    /** Only by the author, and only what was said in this group. */
    private static Outcome unsend(Draft draft, Arrival arrival, Unsend unsend, Instant now) {
        boolean isElsewhere = draft.message(unsend.target())
                .filter(target -> !target.conversation().equals(arrival.conversation()))
                .isPresent();
        boolean isAllowed = unsend.target().author().equals(arrival.sender());
        return isElsewhere || !isAllowed ? Outcome.DONE : UnsendRules.apply(draft, unsend, now);
    }
}
