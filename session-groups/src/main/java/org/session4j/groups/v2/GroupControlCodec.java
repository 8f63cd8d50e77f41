package org.session4j.groups.v2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.GroupUpdateMessage.DeleteMemberContent;
import org.session4j.protocol.message.GroupUpdateMessage.InfoChange;

/**
 * Control messages of a group, to and from their wire form, with the signatures of the group made and checked (groups:
 * control messages). Thread-safe.
 */
public final class GroupControlCodec {

    private final Crypto crypto;

    private GroupControlCodec(Crypto crypto) {
        this.crypto = crypto;
    }

    public static GroupControlCodec of(Crypto crypto) {
        return new GroupControlCodec(crypto);
    }

    /**
     * Written and signed by an admin.
     *
     * @param timestamp of the message that carries it, in whole milliseconds
     */
    public GroupUpdateMessage encode(GroupControl.ByAdmin control, AdminKey admin, Instant timestamp) {
        return sign(ControlForm.write(control), admin.groupId().sessionId(), admin, timestamp);
    }

    /** As an admin writes it before it is known when it is sent: for {@link #sign}. */
    public GroupUpdateMessage draft(GroupControl.ByAdmin control) {
        return ControlForm.write(control);
    }

    /** As an admin writes it before it is known when it is sent: for {@link #sign}. */
    public GroupUpdateMessage draft(GroupControl.Invite invite) {
        return ControlForm.write(invite);
    }

    /** Whether it is a draft: to be signed by {@link #sign} before it is sent. */
    public boolean isDraft(GroupUpdateMessage update) {
        return ControlForm.isUnsigned(update);
    }

    /**
     * Signs a draft; anything else comes back as it is.
     *
     * @param recipient the invited user, or the group
     * @param timestamp of the message that carries it, in whole milliseconds
     */
    public GroupUpdateMessage sign(GroupUpdateMessage draft, SessionId recipient, AdminKey admin, Instant timestamp) {
        return ControlForm.sign(draft, recipient, admin, timestamp);
    }

    /** Written by a member. */
    public GroupUpdateMessage encode(GroupControl.ByMember control) {
        return ControlForm.write(control);
    }

    /** Written by an admin, for the new one. */
    public GroupUpdateMessage encode(GroupControl.Promotion promotion) {
        return ControlForm.write(promotion);
    }

    /**
     * Written and signed by an admin of the group that the invitation names.
     *
     * @param timestamp of the message that carries it, in whole milliseconds
     */
    public GroupUpdateMessage encode(GroupControl.Invite invite, SessionId invited, AdminKey admin, Instant timestamp) {
        if (!invite.group().equals(admin.groupId())) {
            throw new IllegalArgumentException("admin: the key of another group");
        }
        return sign(ControlForm.write(invite), invited, admin, timestamp);
    }

    /**
     * Reads one that came in a message of the group.
     *
     * @param timestamp of that message
     * @throws MalformedDataException if it is not of its form, or one that does not travel so
     * @throws GroupException {@link Reason#BAD_SIGNATURE} if the group did not sign it at that time;
     *     {@link Reason#NOT_ADMIN} if a member deletes what only an admin may
     */
    public GroupControl decode(GroupUpdateMessage update, GroupId group, Instant timestamp)
            throws MalformedDataException, GroupException {
        InfoChange info = update.infoChangeMessage();
        GroupUpdateMessage.MemberChange members = update.memberChangeMessage();
        DeleteMemberContent deletion = update.deleteMemberContent();
        requireOne(
                info,
                members,
                deletion,
                update.memberLeftMessage(),
                update.memberLeftNotificationMessage(),
                update.inviteResponse());
        if (info != null) {
            requireSigned(
                    group,
                    info.adminSignature(),
                    ControlText.infoChange(info.type().number(), timestamp));
            return infoChange(info);
        }
        if (members != null) {
            requireSigned(
                    group,
                    members.adminSignature(),
                    ControlText.memberChange(members.type().number(), timestamp));
            return new GroupControl.MemberChange(
                    members.type(), users(members.memberSessionIds()), Boolean.TRUE.equals(members.historyShared()));
        }
        if (deletion != null) {
            return deletion(deletion, group, timestamp);
        }
        if (update.inviteResponse() != null) {
            return new GroupControl.InviteAnswer(update.inviteResponse().isApproved());
        }
        return update.memberLeftMessage() != null ? new GroupControl.Departure() : new GroupControl.DepartureNotice();
    }

    /**
     * Reads one that came in a direct message. An invitation is verified as far as its group can be asked for it: the group
     * signed it for this user at this time, and so it did the access that comes with it.
     *
     * @param timestamp of that message
     * @throws MalformedDataException if it is not of its form, or one that does not travel so
     * @throws GroupException {@link Reason#BAD_SIGNATURE} or {@link Reason#NOT_ALLOWED} if the invitation is none for this
     *     user, or allows less than a member needs
     */
    public GroupControl.Direct decodeDirect(GroupUpdateMessage update, SessionId me, Instant timestamp)
            throws MalformedDataException, GroupException {
        GroupUpdateMessage.Invite invite = update.inviteMessage();
        GroupUpdateMessage.Promote promote = update.promoteMessage();
        requireOne(invite, promote);
        return invite != null ? invite(invite, me, timestamp) : promotion(required("promoteMessage", promote));
    }

    private GroupControl.Promotion promotion(GroupUpdateMessage.Promote promote) throws MalformedDataException {
        if (promote.groupIdentitySeed().length() != Crypto.ED25519_SEED) {
            throw new MalformedDataException("promotion: expected a seed of 32 bytes, got "
                    + promote.groupIdentitySeed().length());
        }
        byte[] seed = promote.groupIdentitySeed().toByteArray();
        return new GroupControl.Promotion(AdminKey.ofSeed(seed, crypto), promote.name());
    }

    private GroupControl.Invite invite(GroupUpdateMessage.Invite invite, SessionId me, Instant timestamp)
            throws MalformedDataException, GroupException {
        GroupId group = GroupId.parse(invite.groupSessionId());
        requireSigned(group, invite.adminSignature(), ControlText.invite(me.toString(), timestamp));
        SubaccountAuth auth = SubaccountAuth.decode(invite.memberAuthData());
        auth.verify(group, me, SubaccountAccess.MEMBER, crypto);
        return new GroupControl.Invite(group, invite.name(), auth);
    }

    private static GroupControl infoChange(InfoChange change) throws MalformedDataException {
        return switch (change.type()) {
            case NAME -> new GroupControl.NameChange(required("updatedName", change.updatedName()));
            case AVATAR -> new GroupControl.PictureChange();
            case DISAPPEARING_MESSAGES ->
                new GroupControl.TimerChange(
                        Duration.ofSeconds(required("updatedExpiration", change.updatedExpiration())));
        };
    }

    /** Without the group's signature a member can only take back its own words, one by one. */
    private GroupControl deletion(DeleteMemberContent deletion, GroupId group, Instant timestamp)
            throws MalformedDataException, GroupException {
        List<StorageHash> messages = new ArrayList<>();
        deletion.messageHashes().forEach(hash -> messages.add(new StorageHash(hash)));
        Bytes signature = deletion.adminSignature();
        if (signature == null) {
            if (!deletion.memberSessionIds().isEmpty()) {
                throw new GroupException(Reason.NOT_ADMIN);
            }
            return new GroupControl.OwnDeletion(messages);
        }
        requireSigned(
                group,
                signature,
                ControlText.deleteContent(timestamp, deletion.memberSessionIds(), deletion.messageHashes()));
        return new GroupControl.ContentDeletion(users(deletion.memberSessionIds()), messages);
    }

    private void requireSigned(GroupId group, Bytes signature, byte[] text) throws GroupException {
        if (!group.verifies(signature.toByteArray(), text, crypto)) {
            throw new GroupException(Reason.BAD_SIGNATURE);
        }
    }

    private static void requireOne(@Nullable Object... components) throws MalformedDataException {
        int set = 0;
        for (Object component : components) {
            set += component == null ? 0 : 1;
        }
        if (set != 1) {
            throw new MalformedDataException("control message: expected one of those that travel so, got " + set);
        }
    }

    private static <T> T required(String name, @Nullable T value) throws MalformedDataException {
        if (value == null) {
            throw new MalformedDataException("control message: " + name + " is missing");
        }
        return value;
    }

    private static List<SessionId> users(List<String> texts) throws MalformedDataException {
        List<SessionId> ids = new ArrayList<>();
        for (String text : texts) {
            ids.add(SessionId.parse(text, IdKind.STANDARD));
        }
        return ids;
    }
}
