package org.session4j.protocol.devices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.v2.V2Choices;

/**
 * Whether a device can still read what the others of its group write (messages: group message, not readable). Times are
 * those at which a swarm stored the messages.
 *
 * <p>Immutable.
 *
 * @param newestRead of the newest message of the group that could be read, or null
 * @param displacedAt of the message that another device wrote without this one, or null
 * @param removed whether a message said that this device was removed
 */
public record Standing(
        @Nullable Instant newestRead, @Nullable Instant displacedAt, boolean removed) {

    /** Of a device that has read nothing yet. */
    public static Standing initial() {
        return new Standing(null, null, false);
    }

    /** After a message of the group that could be read. One that is not older than what displaced it clears that. */
    public Standing read(Instant storedAt) {
        Instant newest = newestRead == null || storedAt.isAfter(newestRead) ? storedAt : newestRead;
        boolean cleared = displacedAt != null && !storedAt.isBefore(displacedAt);
        return new Standing(newest, cleared ? null : displacedAt, removed);
    }

    /**
     * After a message, signed by the account, that could not be read. It says that this device was removed, or that another
     * one took its place, or nothing.
     *
     * @param member of the group that the device is in
     */
    public Standing unreadable(
            DeviceGroupMessage message, DeviceGroup member, Ed25519KeyPair account, Instant storedAt) {
        if (message.removes(member.self(), account)) {
            return new Standing(newestRead, displacedAt, true);
        }
        boolean late = newestRead != null && storedAt.isAfter(newestRead.plus(V2Choices.DISPLACEMENT_GRACE));
        boolean own = member.isMember() && message.groupId(account).equals(member.id());
        if (!late || !own || (displacedAt != null && !storedAt.isAfter(displacedAt))) {
            return this;
        }
        return new Standing(newestRead, storedAt, removed);
    }

    /** Whether the device may push, accept and remove. */
    public boolean mayAct() {
        return !removed && displacedAt == null;
    }
}
