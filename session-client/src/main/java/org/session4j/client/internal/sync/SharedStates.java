package org.session4j.client.internal.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.documents.Contact;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.config.documents.UserProfile;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;
import org.session4j.protocol.message.Profile;

/** What documents say, as records of the store. Other writers' mistakes are put right, as those of senders are. */
public final class SharedStates {

    private SharedStates() {}

    /**
     * A conversation as a contact says it is.
     *
     * @param local as this device knows it; what the document does not hold is taken from there
     */
    public static ConversationState of(Contact contact, ConversationState local) {
        return local.withApproved(contact.isApproved())
                .withApprovedMe(contact.hasApprovedMe())
                .withBlocked(contact.isBlocked())
                .withTimer(contact.expiration())
                .withNickname(contact.nickname().isEmpty() ? null : contact.nickname())
                .withPriority(contact.priority())
                .withProfile(profile(contact.name(), contact.picture(), contact.profileUpdated(), local.profile()));
    }

    /** What the owner has set for a group; how its messages disappear stands in the group's own document. */
    public static ConversationState of(JoinedGroup group, ConversationState local) {
        return local.withApproved(!group.isInvited()).withPriority(group.priority());
    }

    /** The notes to self, where the clock always starts with sending. */
    public static ConversationState notes(UserProfile profile, ConversationState local) {
        Expiration timer = profile.noteToSelfTimer()
                .map(after -> new Expiration(ExpirationType.DELETE_AFTER_SEND, after))
                .orElse(Expiration.OFF);
        return local.withPriority(profile.noteToSelfPriority()).withTimer(timer);
    }

    /** How this account wants to be shown; null if nothing was chosen. */
    public static @Nullable Profile ownProfile(UserProfile profile, @Nullable Profile local) {
        return profile(profile.name(), profile.picture(), profile.updated(), local);
    }

    /** A document does not tell whether there never was a picture, or there is none any more. */
    private static @Nullable Profile profile(
            String name, Optional<ProfilePicture> picture, Optional<Instant> updated, @Nullable Profile local) {
        String without = local == null || local.pictureUrl() == null ? null : "";
        String url = picture.map(ProfilePicture::url).orElse(without);
        Bytes key = picture.map(ProfilePicture::key).orElse(null);
        if (name.isEmpty() && url == null) {
            return null;
        }
        return Profile.cleaned(name, url, key, updated.orElse(null));
    }
}
