package org.session4j.protocol.config.documents;

import java.time.Instant;

/** Times in milliseconds since 1970. */
final class Times {

    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Times() {}

    /** A time before 1970 or beyond what a document can hold is the nearest that it can. */
    static long millis(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : time.toEpochMilli();
    }
}
