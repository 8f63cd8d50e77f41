package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.MessageRefusedException.Reason;

/**
 * An invitation to a room of a community, shown as a button (messages: OpenGroupInvitation; services: communities).
 *
 * @param url of the room, http or https, with {@code ?public_key=}
 * @param name of the room: one line, 1 to 256 bytes of UTF-8
 * @param profile of the sender, if the message says something about it
 * @param syncTarget on the copy that one sends to one's own devices: to whom the message went
 */
public record CommunityInvitation(
        String url,
        String name,
        @Nullable Profile profile,
        @Nullable SessionId syncTarget) implements Message {

    private static final int MAX_NAME_LENGTH = 256;

    public CommunityInvitation {
        RuleViolation.require(
                KnownUrls.isCommunity(url), Reason.FOREIGN_URL, "url: expected that of a room with the server's key");
        CleanText.requireLine("name", name, MAX_NAME_LENGTH);
        ContentFrame.requireUser(syncTarget);
    }

    public static CommunityInvitation of(String url, String name) {
        return new CommunityInvitation(url, name, null, null);
    }

    /** The same with a profile of the sender. */
    public CommunityInvitation withProfile(Profile profile) {
        return new CommunityInvitation(url, name, profile, syncTarget);
    }

    static CommunityInvitation of(DataMessage data, OpenGroupInvitation invitation) throws MalformedDataException {
        return new CommunityInvitation(
                invitation.url(),
                CleanText.line(invitation.name(), MAX_NAME_LENGTH),
                Profile.of(data.profile(), data.profileKey()),
                ContentFrame.syncTarget(data));
    }

    @Override
    public MessageKind kind() {
        return MessageKind.COMMUNITY_INVITATION;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        DataMessage.Builder data =
                ContentFrame.beginData(profile, syncTarget).communityInvitation(new OpenGroupInvitation(url, name));
        return ContentFrame.data(kind(), data, timestamp, expiration);
    }

    @Override
    public Optional<Message> syncCopy(SessionId peer) {
        return Optional.of(new CommunityInvitation(url, name, null, peer));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "CommunityInvitation";
    }
}
