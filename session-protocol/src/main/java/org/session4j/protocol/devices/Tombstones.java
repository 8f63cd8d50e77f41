package org.session4j.protocol.devices;

import java.time.Instant;

/** The order among devices that are gone (messages: merging): removed beats left, and then the later time counts. */
final class Tombstones {

    private Tombstones() {}

    /** Whether a tombstone takes the place of what is held. */
    static boolean isGreater(DeviceState tombstone, DeviceState held) {
        int order = Integer.compare(rank(tombstone), rank(held));
        return order != 0 ? order > 0 : at(tombstone).isAfter(at(held));
    }

    /** The same one as of now, if that is later. */
    static DeviceState restated(DeviceState tombstone, Instant now) {
        DeviceState restated =
                tombstone instanceof DeviceState.Removed ? new DeviceState.Removed(now) : new DeviceState.Left(now);
        return isGreater(restated, tombstone) ? restated : tombstone;
    }

    private static int rank(DeviceState state) {
        if (state instanceof DeviceState.Registered) {
            return 0;
        }
        return state instanceof DeviceState.Left ? 1 : 2;
    }

    private static Instant at(DeviceState tombstone) {
        return tombstone instanceof DeviceState.Removed removed ? removed.at() : ((DeviceState.Left) tombstone).at();
    }
}
