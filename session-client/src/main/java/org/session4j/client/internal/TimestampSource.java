package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives each message of an account its timestamp: unique, and greater than the one before (messages: timestamps of a
 * message). After the clock was corrected backwards it starts again from the corrected time, yet gives no timestamp
 * twice. Safe for use by many threads.
 */
final class TimestampSource {

    /** Bursts run ahead of the clock by a millisecond a message; more than this comes from a clock that was wrong. */
    static final Duration MAX_LEAD = Duration.ofSeconds(5);

    /** So many timestamps are remembered: more than a corrected clock can meet again. */
    private static final int REMEMBERED = 16_384;

    private static final long NONE = Long.MIN_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Long> given = new LinkedHashSet<>();
    private long lastMillis = NONE;

    /**
     * @param networkTime now
     */
    Instant next(Instant networkTime) {
        lock.lock();
        try {
            long millis = networkTime.toEpochMilli();
            boolean clockWasWrong = lastMillis != NONE && lastMillis - millis > MAX_LEAD.toMillis();
            if (lastMillis != NONE && !clockWasWrong) {
                millis = Math.max(millis, lastMillis + 1);
            }
            while (!given.add(millis)) {
                millis++;
            }
            if (given.size() > REMEMBERED) {
                given.remove(given.iterator().next());
            }
            lastMillis = millis;
            return Instant.ofEpochMilli(millis);
        } finally {
            lock.unlock();
        }
    }

    /** The clock was corrected: the timestamps given so far do not bind the next ones. */
    void restart() {
        lock.lock();
        try {
            lastMillis = NONE;
        } finally {
            lock.unlock();
        }
    }
}
