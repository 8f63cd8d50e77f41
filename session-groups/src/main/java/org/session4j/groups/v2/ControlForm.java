package org.session4j.groups.v2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.GroupUpdateMessage.DeleteMemberContent;
import org.session4j.protocol.message.GroupUpdateMessage.InfoChange;

/** The wire form of control messages. */
final class ControlForm {

    private ControlForm() {}

    static GroupUpdateMessage write(GroupControl.ByAdmin control, AdminKey admin, Instant timestamp) {
        if (control instanceof GroupControl.NameChange change) {
            InfoChange.Type type = InfoChange.Type.NAME;
            return GroupUpdateMessage.of(new InfoChange(type, change.name(), null, sign(type, admin, timestamp)));
        }
        if (control instanceof GroupControl.TimerChange change) {
            InfoChange.Type type = InfoChange.Type.DISAPPEARING_MESSAGES;
            long seconds = change.timer().getSeconds();
            return GroupUpdateMessage.of(new InfoChange(type, null, seconds, sign(type, admin, timestamp)));
        }
        if (control instanceof GroupControl.PictureChange) {
            InfoChange.Type type = InfoChange.Type.AVATAR;
            return GroupUpdateMessage.of(new InfoChange(type, null, null, sign(type, admin, timestamp)));
        }
        return control instanceof GroupControl.MemberChange change
                ? memberChange(change, admin, timestamp)
                : deletion((GroupControl.ContentDeletion) control, admin, timestamp);
    }

    private static Bytes sign(InfoChange.Type type, AdminKey admin, Instant timestamp) {
        return Bytes.of(admin.sign(ControlText.infoChange(type.number(), timestamp)));
    }

    private static GroupUpdateMessage memberChange(
            GroupControl.MemberChange change, AdminKey admin, Instant timestamp) {
        byte[] signature = admin.sign(ControlText.memberChange(change.type().number(), timestamp));
        return GroupUpdateMessage.of(new GroupUpdateMessage.MemberChange(
                change.type(),
                texts(change.members()),
                change.historyShared() ? Boolean.TRUE : null,
                Bytes.of(signature)));
    }

    private static GroupUpdateMessage deletion(
            GroupControl.ContentDeletion deletion, AdminKey admin, Instant timestamp) {
        List<String> authors = texts(deletion.authors());
        List<String> messages = texts(deletion.messages());
        byte[] signature = admin.sign(ControlText.deleteContent(timestamp, authors, messages));
        return GroupUpdateMessage.of(new DeleteMemberContent(authors, messages, Bytes.of(signature)));
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

    static GroupUpdateMessage write(GroupControl.Invite invite, Bytes signature) {
        return GroupUpdateMessage.of(new GroupUpdateMessage.Invite(
                invite.group().toString(), invite.name(), invite.auth().encode(), signature));
    }

    /** Ids and hashes as the text that is signed has them. */
    private static List<String> texts(List<?> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }
}
