package org.session4j.client;

import java.util.Set;
import org.session4j.protocol.SessionId;

/**
 * Who is in a group has changed, or how far invitations, promotions and removals are; {@link Group#members} has it.
 *
 * @param added are in the list now, perhaps only invited
 * @param gone are not in the list any more
 * @param changed are in the list in another role or with another status
 */
public record GroupMembersChanged(
        Conversation.Group conversation, Set<SessionId> added, Set<SessionId> gone, Set<SessionId> changed)
        implements SessionEvent {

    public GroupMembersChanged {
        added = Set.copyOf(added);
        gone = Set.copyOf(gone);
        changed = Set.copyOf(changed);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "GroupMembersChanged";
    }
}
