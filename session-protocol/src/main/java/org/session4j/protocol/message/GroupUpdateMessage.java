package org.session4j.protocol.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * A control message of a group (groups v2); exactly one component is set. Invite and promote travel as direct messages, the
 * rest inside the group. Admin signatures are Ed25519 by the group's key over ASCII text, where the timestamp is the
 * {@code sigTimestamp} of the message.
 */
public record GroupUpdateMessage(
        @Nullable Invite inviteMessage,
        @Nullable InfoChange infoChangeMessage,
        @Nullable MemberChange memberChangeMessage,
        @Nullable Promote promoteMessage,
        @Nullable MemberLeft memberLeftMessage,
        @Nullable InviteResponse inviteResponse,
        @Nullable DeleteMemberContent deleteMemberContent,
        @Nullable MemberLeftNotification memberLeftNotificationMessage) {

    static final Schema<GroupUpdateMessage> SCHEMA = Schema.<GroupUpdateMessage>named("GroupUpdateMessage")
            .optional(1, "inviteMessage", FieldType.message(Invite.SCHEMA), GroupUpdateMessage::inviteMessage)
            .optional(
                    2, "infoChangeMessage", FieldType.message(InfoChange.SCHEMA), GroupUpdateMessage::infoChangeMessage)
            .optional(
                    3,
                    "memberChangeMessage",
                    FieldType.message(MemberChange.SCHEMA),
                    GroupUpdateMessage::memberChangeMessage)
            .optional(4, "promoteMessage", FieldType.message(Promote.SCHEMA), GroupUpdateMessage::promoteMessage)
            .optional(
                    5, "memberLeftMessage", FieldType.message(MemberLeft.SCHEMA), GroupUpdateMessage::memberLeftMessage)
            .optional(6, "inviteResponse", FieldType.message(InviteResponse.SCHEMA), GroupUpdateMessage::inviteResponse)
            .optional(
                    7,
                    "deleteMemberContent",
                    FieldType.message(DeleteMemberContent.SCHEMA),
                    GroupUpdateMessage::deleteMemberContent)
            .optional(
                    8,
                    "memberLeftNotificationMessage",
                    FieldType.message(MemberLeftNotification.SCHEMA),
                    GroupUpdateMessage::memberLeftNotificationMessage)
            .build(row -> new GroupUpdateMessage(
                    row.next(), row.next(), row.next(), row.next(), row.next(), row.next(), row.next(), row.next()));

    /** A message with that one component; so are the others. */
    public static GroupUpdateMessage of(Invite invite) {
        return new GroupUpdateMessage(invite, null, null, null, null, null, null, null);
    }

    public static GroupUpdateMessage of(InfoChange infoChange) {
        return new GroupUpdateMessage(null, infoChange, null, null, null, null, null, null);
    }

    public static GroupUpdateMessage of(MemberChange memberChange) {
        return new GroupUpdateMessage(null, null, memberChange, null, null, null, null, null);
    }

    public static GroupUpdateMessage of(Promote promote) {
        return new GroupUpdateMessage(null, null, null, promote, null, null, null, null);
    }

    public static GroupUpdateMessage of(MemberLeft memberLeft) {
        return new GroupUpdateMessage(null, null, null, null, memberLeft, null, null, null);
    }

    public static GroupUpdateMessage of(InviteResponse inviteResponse) {
        return new GroupUpdateMessage(null, null, null, null, null, inviteResponse, null, null);
    }

    public static GroupUpdateMessage of(DeleteMemberContent deleteMemberContent) {
        return new GroupUpdateMessage(null, null, null, null, null, null, deleteMemberContent, null);
    }

    public static GroupUpdateMessage of(MemberLeftNotification notification) {
        return new GroupUpdateMessage(null, null, null, null, null, null, null, notification);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /**
     * Invites to a group; travels as a direct message.
     *
     * @param groupSessionId id of the group, 66 hex digits
     * @param name of the group
     * @param memberAuthData 100 bytes
     * @param adminSignature over {@code INVITE<inviteeSessionId><timestamp>}
     */
    public record Invite(String groupSessionId, String name, Bytes memberAuthData, Bytes adminSignature) {

        static final Schema<Invite> SCHEMA = Schema.<Invite>named("GroupUpdateInviteMessage")
                .required(1, "groupSessionId", FieldType.STRING, Invite::groupSessionId)
                .required(2, "name", FieldType.STRING, Invite::name)
                .required(3, "memberAuthData", FieldType.BYTES, Invite::memberAuthData)
                .required(4, "adminSignature", FieldType.BYTES, Invite::adminSignature)
                .build(row -> new Invite(row.next(), row.next(), row.next(), row.next()));

        public Invite {
            Objects.requireNonNull(groupSessionId, "groupSessionId");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(memberAuthData, "memberAuthData");
            Objects.requireNonNull(adminSignature, "adminSignature");
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /**
     * Name, picture or timer of a group were changed.
     *
     * @param updatedExpiration seconds
     * @param adminSignature over {@code INFO_CHANGE<type number><timestamp>}
     */
    public record InfoChange(
            InfoChange.Type type,
            @Nullable String updatedName,
            @Nullable Long updatedExpiration,
            Bytes adminSignature) {

        static final Schema<InfoChange> SCHEMA = Schema.<InfoChange>named("GroupUpdateInfoChangeMessage")
                .required(
                        1,
                        "type",
                        FieldType.enumeration(InfoChange.Type.values(), InfoChange.Type::number),
                        InfoChange::type)
                .optional(2, "updatedName", FieldType.STRING, InfoChange::updatedName)
                .optional(3, "updatedExpiration", FieldType.UINT32, InfoChange::updatedExpiration)
                .required(4, "adminSignature", FieldType.BYTES, InfoChange::adminSignature)
                .build(row -> new InfoChange(row.next(), row.next(), row.next(), row.next()));

        public InfoChange {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(adminSignature, "adminSignature");
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }

        /** What was changed. */
        public enum Type {
            NAME(1),
            AVATAR(2),
            DISAPPEARING_MESSAGES(3);

            private final int number;

            Type(int number) {
                this.number = number;
            }

            /** As on the wire. */
            public int number() {
                return number;
            }
        }
    }

    /**
     * Members were added, removed or promoted.
     *
     * @param memberSessionIds 66 hex digits each
     * @param adminSignature over {@code MEMBER_CHANGE<type number><timestamp>}
     */
    public record MemberChange(
            MemberChange.Type type,
            List<String> memberSessionIds,
            @Nullable Boolean historyShared,
            Bytes adminSignature) {

        static final Schema<MemberChange> SCHEMA = Schema.<MemberChange>named("GroupUpdateMemberChangeMessage")
                .required(
                        1,
                        "type",
                        FieldType.enumeration(MemberChange.Type.values(), MemberChange.Type::number),
                        MemberChange::type)
                .repeated(2, "memberSessionIds", FieldType.STRING, MemberChange::memberSessionIds)
                .optional(3, "historyShared", FieldType.BOOL, MemberChange::historyShared)
                .required(4, "adminSignature", FieldType.BYTES, MemberChange::adminSignature)
                .build(row -> new MemberChange(row.next(), row.next(), row.next(), row.next()));

        public MemberChange {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(adminSignature, "adminSignature");
            memberSessionIds = List.copyOf(memberSessionIds);
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }

        /** What happened to the members. */
        public enum Type {
            ADDED(1),
            REMOVED(2),
            PROMOTED(3);

            private final int number;

            Type(int number) {
                this.number = number;
            }

            /** As on the wire. */
            public int number() {
                return number;
            }
        }
    }

    /**
     * Makes the recipient an admin of a group; travels as a direct message.
     *
     * @param groupIdentitySeed 32 bytes, the secret of the group
     * @param name of the group
     */
    public record Promote(Bytes groupIdentitySeed, String name) {

        static final Schema<Promote> SCHEMA = Schema.<Promote>named("GroupUpdatePromoteMessage")
                .required(1, "groupIdentitySeed", FieldType.BYTES, Promote::groupIdentitySeed)
                .required(2, "name", FieldType.STRING, Promote::name)
                .build(row -> new Promote(row.next(), row.next()));

        public Promote {
            Objects.requireNonNull(groupIdentitySeed, "groupIdentitySeed");
            Objects.requireNonNull(name, "name");
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /**
     * The sender leaves the group.
     */
    public record MemberLeft() {

        static final Schema<MemberLeft> SCHEMA =
                Schema.<MemberLeft>named("GroupUpdateMemberLeftMessage").build(row -> new MemberLeft());

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /**
     * Answers an invitation.
     */
    public record InviteResponse(boolean isApproved) {

        static final Schema<InviteResponse> SCHEMA = Schema.<InviteResponse>named("GroupUpdateInviteResponseMessage")
                .required(1, "isApproved", FieldType.BOOL, InviteResponse::isApproved)
                .build(row -> new InviteResponse(row.next()));

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /**
     * Asks to delete messages of members.
     *
     * @param memberSessionIds 66 hex digits each
     * @param adminSignature over {@code DELETE_CONTENT<timestamp><ids concatenated><hashes concatenated>}
     */
    public record DeleteMemberContent(
            List<String> memberSessionIds,
            List<String> messageHashes,
            @Nullable Bytes adminSignature) {

        static final Schema<DeleteMemberContent> SCHEMA = Schema.<DeleteMemberContent>named(
                        "GroupUpdateDeleteMemberContentMessage")
                .repeated(1, "memberSessionIds", FieldType.STRING, DeleteMemberContent::memberSessionIds)
                .repeated(2, "messageHashes", FieldType.STRING, DeleteMemberContent::messageHashes)
                .optional(3, "adminSignature", FieldType.BYTES, DeleteMemberContent::adminSignature)
                .build(row -> new DeleteMemberContent(row.next(), row.next(), row.next()));

        public DeleteMemberContent {
            memberSessionIds = List.copyOf(memberSessionIds);
            messageHashes = List.copyOf(messageHashes);
        }

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }

    /**
     * Tells everyone that the sender has left.
     */
    public record MemberLeftNotification() {

        static final Schema<MemberLeftNotification> SCHEMA = Schema.<MemberLeftNotification>named(
                        "GroupUpdateMemberLeftNotificationMessage")
                .build(row -> new MemberLeftNotification());

        /** Names what is set, and shows none of it. */
        @Override
        public String toString() {
            return SCHEMA.describe(this);
        }
    }
}
