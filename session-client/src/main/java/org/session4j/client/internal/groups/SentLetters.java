package org.session4j.client.internal.groups;

import java.util.Optional;
import org.session4j.client.Conversation;
import org.session4j.client.internal.rules.Draft;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.InviteState;
import org.session4j.protocol.config.documents.MemberChange;
import org.session4j.protocol.config.documents.PromotionState;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.Message;

/** What becomes of members when invitations and promotions are sent (groups: flows). */
public final class SentLetters {

    private SentLetters() {}

    /** To which group a message invites, or of which it makes an admin. */
    public static Optional<GroupId> group(Message message, Crypto crypto) {
        return GroupNotices.update(message).flatMap(update -> group(update, crypto));
    }

    private static Optional<GroupId> group(GroupUpdateMessage update, Crypto crypto) {
        GroupUpdateMessage.Invite invite = update.inviteMessage();
        GroupUpdateMessage.Promote promote = update.promoteMessage();
        if (invite != null) {
            try {
                return Optional.of(GroupId.parse(invite.groupSessionId()));
            } catch (MalformedDataException e) {
                return Optional.empty();
            }
        }
        if (promote == null || promote.groupIdentitySeed().length() != Crypto.ED25519_SEED) {
            return Optional.empty();
        }
        AdminKey admin = AdminKey.ofSeed(promote.groupIdentitySeed().toByteArray(), crypto);
        try {
            return Optional.of(admin.groupId());
        } finally {
            admin.destroy();
        }
    }

    /** Whether there is something to be sent to the member that nobody has sent. */
    public static boolean isUnsent(GroupMember member) {
        return member.removal() == RemovalState.NONE
                && (member.isAdmin()
                        ? member.promotion() == PromotionState.NOT_SENT
                        : member.invite() == InviteState.NOT_SENT);
    }

    /** The member whose letter could not be sent. */
    public static GroupMember failed(GroupMember member) {
        return member.after(member.isAdmin() ? MemberChange.PROMOTION_FAILED : MemberChange.INVITE_FAILED);
    }

    /** Follows a message that was delivered, in the step that keeps this. */
    public static void delivered(Draft draft, Conversation conversation, Message message, Crypto crypto) {
        if (conversation instanceof Conversation.Direct direct) {
            group(message, crypto)
                    .flatMap(draft::group)
                    .filter(state -> state.admin().isPresent())
                    .ifPresent(state -> state.members()
                            .find(direct.peer())
                            .filter(SentLetters::isUnsent)
                            .ifPresent(member -> draft.put(People.with(state, sent(member)))));
        }
    }

    private static GroupMember sent(GroupMember member) {
        return member.after(member.isAdmin() ? MemberChange.PROMOTION_SENT : MemberChange.INVITE_SENT);
    }
}
