package org.session4j.client.internal;

import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.groups.GroupState;

/**
 * Something that the documents and keys of a group may ask its admins to do. Whatever was done of it before, by this device
 * or another admin's, it may be done again.
 */
interface GroupDuty {

    boolean isDue(GroupState state);

    /** Whether whoever has changed something in the group waits for it. */
    default boolean isWaitedFor() {
        return true;
    }

    /**
     * Does it, or a part of it; {@link #isDue} says afterwards whether something is left.
     *
     * @param state in which it is due, of an admin
     * @param mailbox with the rights of an admin
     * @return fails if the network does not let it happen now
     */
    CompletableFuture<?> perform(GroupState state, GroupMailbox mailbox);
}
