package org.session4j.protocol.devices;

import java.time.Instant;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtValue;

/** What a device is to the group, as it is shared (messages: payload). */
public sealed interface DeviceState {

    /** A member. */
    record Registered(DeviceRecord device) implements DeviceState {}

    /** Went by itself, and does not come back under the same id. */
    record Left(Instant at) implements DeviceState {

        public Left {
            at = whole(at);
        }
    }

    /** Was removed by another device, and does not come back under the same id. */
    record Removed(Instant at) implements DeviceState {

        public Removed {
            at = whole(at);
        }
    }

    /** In whole seconds from 1 on, as 0 cannot be told apart. */
    private static Instant whole(Instant at) {
        return Instant.ofEpochSecond(Math.max(1, Seconds.of(at)));
    }

    /** A record, or the time of removal, or the time of leaving with a minus. */
    static DeviceState ofBt(BtValue value) throws MalformedDataException {
        if (value instanceof BtDict) {
            return new Registered(DeviceRecord.ofBt(value));
        }
        long seconds = value.asInteger();
        if (seconds == 0 || seconds == Long.MIN_VALUE) {
            throw new MalformedDataException("device: a tombstone without a time");
        }
        return seconds > 0 ? new Removed(Seconds.toInstant(seconds)) : new Left(Seconds.toInstant(-seconds));
    }

    /** The form in a payload. */
    default BtValue toBt() {
        if (this instanceof Registered registered) {
            return registered.device().toBt();
        }
        return this instanceof Removed removed
                ? new BtInteger(removed.at().getEpochSecond())
                : new BtInteger(-((Left) this).at().getEpochSecond());
    }
}
