package org.session4j.protocol.devices;

/** What a step changed among the devices of an account, for the user to be told: nothing proves that a person wanted it. */
public sealed interface DeviceChange {

    /** Which device it is about. */
    DeviceId device();

    /** A device is a member that was not known before. */
    record Joined(DeviceId device, DeviceRecord now) implements DeviceChange {}

    /** A member's record is another one. */
    record Changed(DeviceId device, DeviceRecord before, DeviceRecord now) implements DeviceChange {

        /** Whether what is encrypted to it is encrypted to other keys from now on. */
        public boolean hasOtherKeys() {
            return !before.keys().equals(now.keys());
        }
    }

    /** A member is gone by itself. */
    record HasLeft(DeviceId device) implements DeviceChange {}

    /** A member was removed by another one. */
    record WasRemoved(DeviceId device) implements DeviceChange {}
}
