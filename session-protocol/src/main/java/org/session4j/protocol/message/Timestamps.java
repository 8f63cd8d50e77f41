package org.session4j.protocol.message;

import java.time.Instant;

/** Times as messages carry them: whole milliseconds since 1970, which name a message (messages: timestamps of a message). */
final class Timestamps {

    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Timestamps() {}

    /** Cuts off what the wire has no room for. */
    static Instant whole(String name, Instant time) {
        RuleViolation.require(
                !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST),
                name + ": expected a time since 1970 that 63 bits of milliseconds can hold");
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    static Instant ofMillis(String name, long millis) {
        RuleViolation.require(millis >= 0, name + ": expected at most 2^63 - 1");
        return Instant.ofEpochMilli(millis);
    }
}
