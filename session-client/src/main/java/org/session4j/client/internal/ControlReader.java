package org.session4j.client.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.client.MessageRefused;
import org.session4j.client.MessageRefused.Reason;
import org.session4j.client.internal.groups.GroupNotices;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.rules.Draft;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupControlCodec;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.OtherMessage;

/** Reads and verifies what messages say of groups (groups: control messages). Safe for use by many threads. */
final class ControlReader {

    private final SessionId self;
    private final GroupControlCodec codec;

    ControlReader(SessionId self, Crypto crypto) {
        this.self = self;
        this.codec = GroupControlCodec.of(crypto);
    }

    /** What a message says of a group. */
    sealed interface Reading {}

    /**
     * What it says can be relied on, as far as anything of it is signed.
     *
     * @param control null if it is about no group
     */
    record Read(@Nullable GroupControl control) implements Reading {}

    record Refused(MessageRefused.Reason reason) implements Reading {}

    private interface Decoding {
        GroupControl of(GroupUpdateMessage update) throws MalformedDataException, GroupException;
    }

    /** Of a message that came one to one. */
    Reading readDirect(Message message, Instant timestamp) {
        return read(message, update -> codec.decodeDirect(update, self, timestamp));
    }

    /** Of a message that came in a group. */
    Reading read(Message message, GroupId group, Instant timestamp) {
        return read(message, update -> codec.decode(update, group, timestamp));
    }

    /** Of a message that this account has delivered; null if it is about no group, or would not be believed any longer. */
    @Nullable
    GroupControl readOwn(
            Draft draft, GroupNotices notices, Conversation conversation, Message message, Instant timestamp) {
        if (!(conversation instanceof Conversation.Group group)) {
            return null;
        }
        GroupId id = GroupId.of(group.id());
        boolean canSign = draft.group(id).flatMap(GroupState::admin).isPresent();
        boolean isUnsigned = GroupNotices.update(message).filter(codec::isDraft).isPresent();
        if (isUnsigned && !canSign) {
            return null;
        }
        Message signed = notices.signed(draft, message, group.id(), timestamp);
        return read(signed, id, timestamp) instanceof Read read ? read.control() : null;
    }

    private static Reading read(Message message, Decoding decoding) {
        DataMessage data = message.kind() == MessageKind.GROUP_UPDATE && message instanceof OtherMessage other
                ? other.content().dataMessage()
                : null;
        if (data == null || data.groupUpdateMessage() == null) {
            return new Read(null);
        }
        try {
            return new Read(decoding.of(data.groupUpdateMessage()));
        } catch (MalformedDataException e) {
            return new Refused(Reason.MALFORMED);
        } catch (GroupException e) {
            return new Refused(reason(e.reason()));
        }
    }

    /** What a group refuses, in the words in which it is told. */
    static Reason reason(GroupException.Reason reason) {
        return switch (reason) {
            case BAD_SIGNATURE -> Reason.BAD_SIGNATURE;
            case NOT_FOR_US, UNKNOWN_KEY -> Reason.UNDECRYPTABLE;
            case UNSUPPORTED_VERSION -> Reason.UNKNOWN_FORMAT;
            case NOT_A_MEMBER -> Reason.NOT_A_MEMBER;
            case NOT_ADMIN -> Reason.NOT_ADMIN;
            case OVER_LIMIT -> Reason.MALFORMED;
            case ALREADY_USED, TOO_FAR_AHEAD, OUTDATED, TIMESTAMP_MISMATCH, NOT_ALLOWED, RESTORED_STATE ->
                Reason.FORBIDDEN;
        };
    }
}
