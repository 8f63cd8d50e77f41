package org.session4j.client.internal.groups;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.client.internal.rules.Draft;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.ConfigName;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.MemberChange;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.message.Profile;

/** What admins write about members (groups: flows; config: group Members). */
public final class People {

    /** Of a group, whoever is only invited among them (groups: ids, keys, namespaces). */
    public static final int MAX_MEMBERS = 100;

    private People() {}

    /** Who makes the group: an admin in full. */
    public static GroupMember founder(Draft draft) {
        return shown(
                GroupMember.of(draft.account()).after(MemberChange.PROMOTION_ACCEPTED),
                draft.settings().profile());
    }

    /** Somebody who is to be invited, and shown as far as this account knows how. */
    public static GroupMember invited(Draft draft, SessionId id, boolean withHistory) {
        return shown(
                GroupMember.of(id).withHistoryShared(withHistory),
                draft.conversation(new Conversation.Direct(id)).profile());
    }

    private static GroupMember shown(GroupMember member, @Nullable Profile profile) {
        if (profile == null) {
            return member;
        }
        String name = profile.displayName();
        return picture(profile)
                .map(member::withPicture)
                .orElse(member)
                .withName(name == null ? "" : ConfigName.truncate(name));
    }

    private static Optional<ProfilePicture> picture(Profile profile) {
        String url = profile.pictureUrl();
        Bytes key = profile.pictureKey();
        if (url == null || key == null || url.isEmpty()) {
            return Optional.empty();
        }
        boolean fits =
                Bytes.utf8(url).length() <= ProfilePicture.MAX_URL_LENGTH && key.length() == ProfilePicture.KEY_LENGTH;
        return fits ? Optional.of(ProfilePicture.of(url, key)) : Optional.empty();
    }

    /** With a member as it is now. */
    public static GroupState with(GroupState state, GroupMember member) {
        return state.with(state.members().with(member).document());
    }
}
