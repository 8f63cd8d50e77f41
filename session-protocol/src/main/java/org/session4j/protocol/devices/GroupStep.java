package org.session4j.protocol.devices;

import java.util.List;
import org.session4j.protocol.v2.AccountKey;

/**
 * What a step of a {@link DeviceGroup} led to.
 *
 * @param group afterwards
 * @param changes among the devices, one's own included
 * @param rotated whether this step made a new account key: the group is to be pushed, and then the key published
 * @param pushOwed whether the others do not know all that this device knows
 * @param dropped account keys to be destroyed, as no message on its way can need them
 */
public record GroupStep(
        DeviceGroup group, List<DeviceChange> changes, boolean rotated, boolean pushOwed, List<AccountKey> dropped) {

    public GroupStep {
        changes = List.copyOf(changes);
        dropped = List.copyOf(dropped);
    }
}
