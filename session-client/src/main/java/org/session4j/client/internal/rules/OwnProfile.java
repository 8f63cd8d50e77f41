package org.session4j.client.internal.rules;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.message.CommunityInvitation;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.RequestAccepted;
import org.session4j.protocol.message.TextMessage;

/** How this account wants to be shown goes to the peer with every message that has a place for it (messages: sending). */
public final class OwnProfile {

    private OwnProfile() {}

    /**
     * The message with the profile, unless it says something of that itself.
     *
     * @param profile null if nothing was chosen
     */
    public static Message on(Message message, @Nullable Profile profile) {
        if (profile == null || message.profile() != null) {
            return message;
        }
        if (message instanceof TextMessage text) {
            return new TextMessage(
                    text.body(), text.attachments(), text.quote(), text.preview(), profile, text.syncTarget());
        }
        if (message instanceof ReactionMessage reaction) {
            return reaction.withProfile(profile);
        }
        if (message instanceof CommunityInvitation invitation) {
            return invitation.withProfile(profile);
        }
        return message instanceof RequestAccepted ? RequestAccepted.of(profile) : message;
    }
}
