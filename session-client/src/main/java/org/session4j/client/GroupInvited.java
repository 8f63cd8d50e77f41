package org.session4j.client;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.SessionId;

/**
 * Somebody invited this account to a group, and it is the owner's to answer: {@link Group#accept} or {@link Group#leave}.
 * Invitations from people whom the account has accepted are accepted at once and come as {@link GroupJoined}.
 *
 * @param inviter verified; null if another device of this account got the invitation
 * @param name of the group, as the invitation says; what the group itself says may be newer
 */
public record GroupInvited(
        Conversation.Group conversation, @Nullable SessionId inviter, String name) implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupInvited";
    }
}
