package org.session4j.protocol.devices;

import java.time.Instant;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.v2.V2Choices;

/** Times on the wire: whole seconds since 1970. */
final class Seconds {

    private Seconds() {}

    /** A time that can be calculated with. */
    static long require(long seconds) throws MalformedDataException {
        if (seconds < 0 || seconds > V2Choices.MAX_SECONDS) {
            throw new MalformedDataException(
                    "time: expected 0 to " + V2Choices.MAX_SECONDS + " seconds, got " + seconds);
        }
        return seconds;
    }

    static Instant toInstant(long seconds) throws MalformedDataException {
        return Instant.ofEpochSecond(require(seconds));
    }

    /** Whole seconds within what is read. */
    static long of(Instant time) {
        return Math.max(0, Math.min(V2Choices.MAX_SECONDS, time.getEpochSecond()));
    }
}
