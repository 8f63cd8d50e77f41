package org.session4j.groups.v2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.GroupUpdateMessage.DeleteMemberContent;
import org.session4j.protocol.message.GroupUpdateMessage.InfoChange;
import org.session4j.protocol.message.GroupUpdateMessage.Invite;
import org.session4j.protocol.message.GroupUpdateMessage.MemberChange;

/** The wire form of control messages. */
final class ControlForm {

    /** What stands for a signature until it is known when the message is sent. */
    private static final Bytes UNSIGNED = Bytes.empty();

    private ControlForm() {}

    /** Not signed yet. */
    static GroupUpdateMessage write(GroupControl.ByAdmin control) {
        if (control instanceof GroupControl.NameChange change) {
            return GroupUpdateMessage.of(new InfoChange(InfoChange.Type.NAME, change.name(), null, UNSIGNED));
        }
        if (control instanceof GroupControl.TimerChange change) {
            long seconds = change.timer().getSeconds();
            return GroupUpdateMessage.of(
                    new InfoChange(InfoChange.Type.DISAPPEARING_MESSAGES, null, seconds, UNSIGNED));
        }
        if (control instanceof GroupControl.PictureChange) {
            return GroupUpdateMessage.of(new InfoChange(InfoChange.Type.AVATAR, null, null, UNSIGNED));
        }
        if (control instanceof GroupControl.MemberChange change) {
            Boolean historyShared = change.historyShared() ? Boolean.TRUE : null;
            return GroupUpdateMessage.of(
                    new MemberChange(change.type(), texts(change.members()), historyShared, UNSIGNED));
        }
        GroupControl.ContentDeletion deletion = (GroupControl.ContentDeletion) control;
        return GroupUpdateMessage.of(
                new DeleteMemberContent(texts(deletion.authors()), texts(deletion.messages()), UNSIGNED));
    }

    /** Not signed yet. */
    static GroupUpdateMessage write(GroupControl.Invite invite) {
        return GroupUpdateMessage.of(new Invite(
                invite.group().toString(), invite.name(), invite.auth().encode(), UNSIGNED));
    }

    static boolean isUnsigned(GroupUpdateMessage update) {
        InfoChange info = update.infoChangeMessage();
        MemberChange members = update.memberChangeMessage();
        DeleteMemberContent deletion = update.deleteMemberContent();
        Invite invite = update.inviteMessage();
        return (info != null && info.adminSignature().isEmpty())
                || (members != null && members.adminSignature().isEmpty())
                || (deletion != null && isEmpty(deletion.adminSignature()))
                || (invite != null && invite.adminSignature().isEmpty());
    }

    /** A deletion without a place for a signature is a member's. */
    private static boolean isEmpty(@Nullable Bytes signature) {
        return signature != null && signature.isEmpty();
    }

    /** The same with the signature of the group, if it waits for one. */
    static GroupUpdateMessage sign(GroupUpdateMessage update, SessionId recipient, AdminKey admin, Instant timestamp) {
        if (!isUnsigned(update)) {
            return update;
        }
        InfoChange info = update.infoChangeMessage();
        if (info != null) {
            byte[] text = ControlText.infoChange(info.type().number(), timestamp);
            return GroupUpdateMessage.of(
                    new InfoChange(info.type(), info.updatedName(), info.updatedExpiration(), sign(text, admin)));
        }
        MemberChange members = update.memberChangeMessage();
        if (members != null) {
            byte[] text = ControlText.memberChange(members.type().number(), timestamp);
            return GroupUpdateMessage.of(new MemberChange(
                    members.type(), members.memberSessionIds(), members.historyShared(), sign(text, admin)));
        }
        DeleteMemberContent deletion = update.deleteMemberContent();
        if (deletion != null) {
            byte[] text = ControlText.deleteContent(timestamp, deletion.memberSessionIds(), deletion.messageHashes());
            return GroupUpdateMessage.of(
                    new DeleteMemberContent(deletion.memberSessionIds(), deletion.messageHashes(), sign(text, admin)));
        }
        Invite invite = Objects.requireNonNull(update.inviteMessage());
        byte[] text = ControlText.invite(recipient.toString(), timestamp);
        return GroupUpdateMessage.of(
                new Invite(invite.groupSessionId(), invite.name(), invite.memberAuthData(), sign(text, admin)));
    }

    private static Bytes sign(byte[] text, AdminKey admin) {
        return Bytes.of(admin.sign(text));
    }

    static GroupUpdateMessage write(GroupControl.ByMember control) {
        if (control instanceof GroupControl.OwnDeletion deletion) {
            return GroupUpdateMessage.of(new DeleteMemberContent(List.of(), texts(deletion.messages()), null));
        }
        if (control instanceof GroupControl.InviteAnswer answer) {
            return GroupUpdateMessage.of(new GroupUpdateMessage.InviteResponse(answer.accepted()));
        }
        return control instanceof GroupControl.Departure
                ? GroupUpdateMessage.of(new GroupUpdateMessage.MemberLeft())
                : GroupUpdateMessage.of(new GroupUpdateMessage.MemberLeftNotification());
    }

    static GroupUpdateMessage write(GroupControl.Promotion promotion) {
        Bytes seed = Bytes.unsafeWrap(promotion.admin().seed().exposeSecretBytes());
        return GroupUpdateMessage.of(new GroupUpdateMessage.Promote(seed, promotion.name()));
    }

    /** Ids and hashes as the text that is signed has them. */
    private static List<String> texts(List<?> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }
}
