package org.session4j.protocol.message;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * What people write to each other, and what goes along with it (messages: DataMessage).
 *
 * @param body the text
 * @param attachments at most 32 are accepted by the apps
 * @param flags bits, see {@link #EXPIRATION_TIMER_UPDATE}; the desktop app refuses any value but 0 without that bit
 * @param expireTimer dead: seconds; see {@link Content#expirationTimer}
 * @param profileKey 32 bytes (old: 16), decrypts the profile picture
 * @param timestamp dead: milliseconds; see {@link Content#sigTimestamp}
 * @param preview none or one
 * @param profile of the sender
 * @param closedGroupUpdate dead
 * @param closedGroupControlMessage dead
 * @param syncTarget on the copy to one's own devices: id of the peer, 66 hex digits; never to be believed from anyone else
 */
public record DataMessage(
        @Nullable String body,
        List<AttachmentPointer> attachments,
        @Nullable Long flags,
        @Nullable Long expireTimer,
        @Nullable Bytes profileKey,
        @Nullable Long timestamp,
        @Nullable Quote quote,
        List<Preview> preview,
        @Nullable Reaction reaction,
        @Nullable LokiProfile profile,
        @Nullable OpenGroupInvitation communityInvitation,
        @Nullable ClosedGroupUpdate closedGroupUpdate,
        @Nullable ClosedGroupControlMessage closedGroupControlMessage,
        @Nullable String syncTarget,
        @Nullable Boolean blocksCommunityMessageRequests,
        @Nullable GroupUpdateMessage groupUpdateMessage) {

    static final Schema<DataMessage> SCHEMA = Schema.<DataMessage>named("DataMessage")
            .optional(1, "body", FieldType.STRING, DataMessage::body)
            .repeated(2, "attachments", FieldType.message(AttachmentPointer.SCHEMA), DataMessage::attachments)
            .optional(4, "flags", FieldType.UINT32, DataMessage::flags)
            .optional(5, "expireTimer", FieldType.UINT32, DataMessage::expireTimer)
            .optional(6, "profileKey", FieldType.BYTES, DataMessage::profileKey)
            .optional(7, "timestamp", FieldType.UINT64, DataMessage::timestamp)
            .optional(8, "quote", FieldType.message(Quote.SCHEMA), DataMessage::quote)
            .repeated(10, "preview", FieldType.message(Preview.SCHEMA), DataMessage::preview)
            .optional(11, "reaction", FieldType.message(Reaction.SCHEMA), DataMessage::reaction)
            .optional(101, "profile", FieldType.message(LokiProfile.SCHEMA), DataMessage::profile)
            .optional(
                    102,
                    "communityInvitation",
                    FieldType.message(OpenGroupInvitation.SCHEMA),
                    DataMessage::communityInvitation)
            .optional(
                    103,
                    "closedGroupUpdate",
                    FieldType.message(ClosedGroupUpdate.SCHEMA),
                    DataMessage::closedGroupUpdate)
            .optional(
                    104,
                    "closedGroupControlMessage",
                    FieldType.message(ClosedGroupControlMessage.SCHEMA),
                    DataMessage::closedGroupControlMessage)
            .optional(105, "syncTarget", FieldType.STRING, DataMessage::syncTarget)
            .optional(
                    106, "blocksCommunityMessageRequests", FieldType.BOOL, DataMessage::blocksCommunityMessageRequests)
            .optional(
                    120,
                    "groupUpdateMessage",
                    FieldType.message(GroupUpdateMessage.SCHEMA),
                    DataMessage::groupUpdateMessage)
            .build(row -> new DataMessage(
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next()));

    public DataMessage {
        attachments = List.copyOf(attachments);
        preview = List.copyOf(preview);
    }

    /** The bit of {@link #flags} that announces a new timer for disappearing messages. */
    public static final long EXPIRATION_TIMER_UPDATE = 2;

    /** Whether this only announces a new timer for disappearing messages. */
    public boolean isExpirationTimerUpdate() {
        return flags != null && (flags & EXPIRATION_TIMER_UPDATE) != 0;
    }

    /** Whether there is a body that is not blank. */
    public boolean hasText() {
        return body != null && !body.trim().isEmpty();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with what is set here. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** Sets components one by one; what is not set is not written. */
    public static final class Builder {

        private @Nullable String body;
        private List<AttachmentPointer> attachments = List.of();
        private @Nullable Long flags;
        private @Nullable Long expireTimer;
        private @Nullable Bytes profileKey;
        private @Nullable Long timestamp;
        private @Nullable Quote quote;
        private List<Preview> preview = List.of();
        private @Nullable Reaction reaction;
        private @Nullable LokiProfile profile;
        private @Nullable OpenGroupInvitation communityInvitation;
        private @Nullable ClosedGroupUpdate closedGroupUpdate;
        private @Nullable ClosedGroupControlMessage closedGroupControlMessage;
        private @Nullable String syncTarget;
        private @Nullable Boolean blocksCommunityMessageRequests;
        private @Nullable GroupUpdateMessage groupUpdateMessage;

        private Builder() {}

        private Builder(DataMessage from) {
            body = from.body;
            attachments = from.attachments;
            flags = from.flags;
            expireTimer = from.expireTimer;
            profileKey = from.profileKey;
            timestamp = from.timestamp;
            quote = from.quote;
            preview = from.preview;
            reaction = from.reaction;
            profile = from.profile;
            communityInvitation = from.communityInvitation;
            closedGroupUpdate = from.closedGroupUpdate;
            closedGroupControlMessage = from.closedGroupControlMessage;
            syncTarget = from.syncTarget;
            blocksCommunityMessageRequests = from.blocksCommunityMessageRequests;
            groupUpdateMessage = from.groupUpdateMessage;
        }

        @CanIgnoreReturnValue
        public Builder body(@Nullable String body) {
            this.body = body;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder attachments(List<AttachmentPointer> attachments) {
            this.attachments = attachments;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder flags(@Nullable Long flags) {
            this.flags = flags;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder expireTimer(@Nullable Long expireTimer) {
            this.expireTimer = expireTimer;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder profileKey(@Nullable Bytes profileKey) {
            this.profileKey = profileKey;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder timestamp(@Nullable Long timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder quote(@Nullable Quote quote) {
            this.quote = quote;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder preview(List<Preview> preview) {
            this.preview = preview;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder reaction(@Nullable Reaction reaction) {
            this.reaction = reaction;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder profile(@Nullable LokiProfile profile) {
            this.profile = profile;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder communityInvitation(@Nullable OpenGroupInvitation communityInvitation) {
            this.communityInvitation = communityInvitation;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder closedGroupUpdate(@Nullable ClosedGroupUpdate closedGroupUpdate) {
            this.closedGroupUpdate = closedGroupUpdate;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder closedGroupControlMessage(@Nullable ClosedGroupControlMessage closedGroupControlMessage) {
            this.closedGroupControlMessage = closedGroupControlMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder syncTarget(@Nullable String syncTarget) {
            this.syncTarget = syncTarget;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder blocksCommunityMessageRequests(@Nullable Boolean blocksCommunityMessageRequests) {
            this.blocksCommunityMessageRequests = blocksCommunityMessageRequests;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder groupUpdateMessage(@Nullable GroupUpdateMessage groupUpdateMessage) {
            this.groupUpdateMessage = groupUpdateMessage;
            return this;
        }

        public DataMessage build() {
            return new DataMessage(
                    body,
                    attachments,
                    flags,
                    expireTimer,
                    profileKey,
                    timestamp,
                    quote,
                    preview,
                    reaction,
                    profile,
                    communityInvitation,
                    closedGroupUpdate,
                    closedGroupControlMessage,
                    syncTarget,
                    blocksCommunityMessageRequests,
                    groupUpdateMessage);
        }
    }
}
