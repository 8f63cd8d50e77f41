package org.session4j.client;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.MemberStatus;
import org.session4j.protocol.config.documents.ProfilePicture;

/**
 * Somebody in a group, as the group's own document says it.
 *
 * @param name empty if it is not known
 * @param picture null if there is none
 * @param role an admin-to-be is an admin already, see {@code status}
 * @param status how far an invitation, a promotion or a removal is
 */
public record GroupPerson(
        SessionId id, String name, @Nullable ProfilePicture picture, GroupRole role, MemberStatus status) {

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupPerson";
    }
}
