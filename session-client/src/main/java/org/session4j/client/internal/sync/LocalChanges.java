package org.session4j.client.internal.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.Contact;
import org.session4j.protocol.config.documents.Contacts;
import org.session4j.protocol.config.documents.ConversationId;
import org.session4j.protocol.config.documents.ConvoInfoVolatile;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.config.documents.ReadState;
import org.session4j.protocol.config.documents.UserProfile;
import org.session4j.protocol.message.Profile;

/**
 * What a change on this device changes in the documents: the same fields and no others, so that what another device changed
 * meanwhile stays (config: diff).
 */
public final class LocalChanges {

    private LocalChanges() {}

    /** A conversation has become another. */
    public static Documents conversation(Documents documents, ConversationState before, ConversationState after) {
        if (after.conversation() instanceof Conversation.Direct direct) {
            return reading(contact(documents, direct.peer(), before, after), before, after);
        }
        if (after.conversation() instanceof Conversation.Group group) {
            return reading(group(documents, group.id(), before, after), before, after);
        }
        return after.conversation() instanceof Conversation.NoteToSelf ? notes(documents, before, after) : documents;
    }

    /** A conversation was deleted. How far it was read stays: old messages that are found again are not new. */
    public static Documents removed(Documents documents, Conversation conversation) {
        return conversation instanceof Conversation.Direct direct
                ? documents.with(documents.contacts().without(direct.peer()).document())
                : documents;
    }

    /** How this account wants to be shown. */
    public static Documents profile(Documents documents, @Nullable Profile before, @Nullable Profile after) {
        if (Objects.equals(before, after)) {
            return documents;
        }
        UserProfile profile = documents.profile();
        if (!name(before).equals(name(after))) {
            profile = profile.withName(name(after));
        }
        if (!picture(before).equals(picture(after))) {
            profile = profile.withPicture(picture(after).orElse(null));
        }
        Instant updated = updated(after);
        return documents.with((updated == null ? profile : profile.withUpdated(updated)).document());
    }

    /** Strangers who write are no contacts, or anybody could fill the document. */
    private static Documents contact(
            Documents documents, SessionId peer, ConversationState before, ConversationState after) {
        Contacts contacts = documents.contacts();
        Optional<Contact> known = contacts.find(peer);
        boolean isChosen = after.approved() || after.blocked() || after.nickname() != null || after.priority() != 0;
        if (!known.isPresent() && !isChosen) {
            return documents;
        }
        Contact unchanged = known.orElseGet(() -> Contact.of(peer));
        Contact contact = known.isPresent()
                ? changed(unchanged, before, after)
                : changed(unchanged, ConversationState.initial(after.conversation()), after);
        return contact.equals(unchanged) && known.isPresent()
                ? documents
                : documents.with(contacts.with(contact).document());
    }

    private static Contact changed(Contact contact, ConversationState before, ConversationState after) {
        Contact changed = contact;
        if (before.approved() != after.approved()) {
            changed = changed.withApproved(after.approved());
        }
        if (before.approvedMe() != after.approvedMe()) {
            changed = changed.withApprovedMe(after.approvedMe());
        }
        if (before.blocked() != after.blocked()) {
            changed = changed.withBlocked(after.blocked());
        }
        if (!before.timer().equals(after.timer())) {
            changed = changed.withExpiration(after.timer());
        }
        if (!Objects.equals(before.nickname(), after.nickname())) {
            changed = changed.withNickname(after.nickname() == null ? "" : after.nickname());
        }
        if (before.priority() != after.priority()) {
            changed = changed.withPriority(after.priority());
        }
        return profile(changed, before.profile(), after.profile());
    }

    /** What a peer has told of itself. */
    public static Contact profile(Contact contact, @Nullable Profile before, @Nullable Profile after) {
        Contact changed = contact;
        if (!name(before).equals(name(after))) {
            changed = changed.withName(name(after));
        }
        if (!picture(before).equals(picture(after))) {
            changed = changed.withPicture(picture(after).orElse(null));
        }
        return Objects.equals(updated(before), updated(after)) ? changed : changed.withProfileUpdated(updated(after));
    }

    private static Documents group(
            Documents documents, SessionId id, ConversationState before, ConversationState after) {
        Optional<JoinedGroup> joined = documents.groups().findGroup(id);
        return before.priority() == after.priority() || !joined.isPresent()
                ? documents
                : documents.with(documents
                        .groups()
                        .with(joined.get().withPriority(after.priority()))
                        .document());
    }

    private static Documents reading(Documents documents, ConversationState before, ConversationState after) {
        Instant readUpTo = after.readUpTo();
        return readUpTo == null || readUpTo.equals(before.readUpTo())
                ? documents
                : readUpTo(documents, after.conversation(), readUpTo);
    }

    /**
     * What was written in a conversation is read up to that time, and whoever reads does not want it to look unread any more.
     * It is written whatever its age: what is too old goes before the next push.
     *
     * @param conversation not the notes to self
     */
    public static Documents readUpTo(Documents documents, Conversation conversation, Instant readUpTo) {
        ConvoInfoVolatile reading = documents.reading();
        ConversationId id = conversation instanceof Conversation.Group group
                ? new ConversationId.Group(group.id())
                : new ConversationId.OneToOne(((Conversation.Direct) conversation).peer());
        return documents.with(
                reading.with(id, ReadState.readUntil(readUpTo), readUpTo).document());
    }

    private static Documents notes(Documents documents, ConversationState before, ConversationState after) {
        UserProfile profile = documents.profile();
        if (before.priority() != after.priority()) {
            profile = profile.withNoteToSelfPriority(after.priority());
        }
        if (!before.timer().equals(after.timer())) {
            profile = profile.withNoteToSelfTimer(
                    after.timer().isOff() ? null : after.timer().timer());
        }
        return documents.with(profile.document());
    }

    private static String name(@Nullable Profile profile) {
        return profile == null || profile.displayName() == null ? "" : profile.displayName();
    }

    private static Optional<ProfilePicture> picture(@Nullable Profile profile) {
        return profile == null || profile.pictureUrl() == null || profile.pictureKey() == null
                ? Optional.empty()
                : Optional.of(ProfilePicture.of(profile.pictureUrl(), profile.pictureKey()));
    }

    private static @Nullable Instant updated(@Nullable Profile profile) {
        return profile == null ? null : profile.lastUpdate();
    }
}
