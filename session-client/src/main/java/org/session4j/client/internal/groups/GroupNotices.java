package org.session4j.client.internal.groups;

import java.time.Instant;
import java.util.Optional;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.internal.rules.Draft;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupControlCodec;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.OtherMessage;

/**
 * Control messages of groups as messages to send (groups: control messages). The group's signature covers the time of
 * sending, so those that need one wait without it until they are sealed.
 */
public final class GroupNotices {

    private final GroupControlCodec codec;

    public GroupNotices(Crypto crypto) {
        codec = GroupControlCodec.of(crypto);
    }

    public Message of(GroupControl.ByAdmin control) {
        return message(codec.draft(control));
    }

    public Message of(GroupControl.ByMember control) {
        return message(codec.encode(control));
    }

    public Message of(GroupControl.Direct control) {
        return message(
                control instanceof GroupControl.Invite invite
                        ? codec.draft(invite)
                        : codec.encode((GroupControl.Promotion) control));
    }

    private static Message message(GroupUpdateMessage update) {
        DataMessage data = DataMessage.builder().groupUpdateMessage(update).build();
        return new OtherMessage(
                MessageKind.GROUP_UPDATE, Content.builder().dataMessage(data).build());
    }

    /** What a message says about a group, if that is what it is for. */
    public static Optional<GroupUpdateMessage> update(Message message) {
        return message instanceof OtherMessage other && message.kind() == MessageKind.GROUP_UPDATE
                ? data(other).map(DataMessage::groupUpdateMessage)
                : Optional.empty();
    }

    private static Optional<DataMessage> data(OtherMessage message) {
        return Optional.ofNullable(message.content().dataMessage());
    }

    /**
     * A message as it is sent: with the signature of the group if it waits for one.
     *
     * @param recipient a user, or the group
     * @throws GroupActionException if this account is not an admin of the group any more
     */
    public Message signed(Draft draft, Message message, SessionId recipient, Instant timestamp) {
        return update(message)
                .filter(codec::isDraft)
                .map(update -> with(
                        (OtherMessage) message,
                        codec.sign(update, recipient, admin(draft, group(update, recipient)), timestamp)))
                .orElse(message);
    }

    private static Message with(OtherMessage message, GroupUpdateMessage update) {
        DataMessage.Builder data = data(message).map(DataMessage::toBuilder).orElseGet(DataMessage::builder);
        return new OtherMessage(
                message.kind(),
                message.content().toBuilder()
                        .dataMessage(data.groupUpdateMessage(update).build())
                        .build());
    }

    private static AdminKey admin(Draft draft, GroupId group) {
        return draft.group(group)
                .flatMap(GroupState::admin)
                .orElseThrow(() -> new GroupActionException(Reason.NOT_ADMIN));
    }

    private static GroupId group(GroupUpdateMessage update, SessionId recipient) {
        GroupUpdateMessage.Invite invite = update.inviteMessage();
        if (invite == null) {
            return GroupId.of(recipient);
        }
        try {
            return GroupId.parse(invite.groupSessionId());
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("message: expected the id of a group", e);
        }
    }
}
