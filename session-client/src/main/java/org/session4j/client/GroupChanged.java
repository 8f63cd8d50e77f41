package org.session4j.client;

import java.util.Set;

/**
 * An admin changed what a group is called or looks like; {@link SessionGroups#find} has it.
 *
 * @param changes at least one
 */
public record GroupChanged(Conversation.Group conversation, Set<Change> changes) implements SessionEvent {

    public GroupChanged {
        changes = Set.copyOf(changes);
    }

    /** What was changed. */
    public enum Change {
        NAME,
        DESCRIPTION,
        PICTURE,
        TIMER,

        /** This account has become an admin. */
        ROLE,

        /** There is a new key: nobody who was removed before reads what follows. */
        KEY
    }
}
