package org.session4j.testkit.internal.front;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each client address (storage server: checks before the dispatcher). */
final class RateLimiter {

    private static final double CAPACITY = 600;
    private static final double REFILL_PER_MILLI = 0.3;
    private static final int MAX_CLIENTS = 10_000;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    private record Bucket(double tokens, long at) {}

    RateLimiter(Clock clock) {
        this.clock = clock;
    }

    /** Takes a token; false if there is none. */
    synchronized boolean admit(String ip) {
        long now = clock.millis();
        Bucket bucket = buckets.get(ip);
        if (bucket == null) {
            if (buckets.size() >= MAX_CLIENTS) {
                buckets.values().removeIf(old -> refilled(old, now) >= CAPACITY);
            }
            if (buckets.size() >= MAX_CLIENTS) {
                return false;
            }
            bucket = new Bucket(CAPACITY, now);
        }
        double tokens = refilled(bucket, now);
        boolean admitted = tokens >= 1;
        buckets.put(ip, new Bucket(admitted ? tokens - 1 : tokens, now));
        return admitted;
    }

    private static double refilled(Bucket bucket, long now) {
        return Math.min(CAPACITY, bucket.tokens() + Math.max(0, now - bucket.at()) * REFILL_PER_MILLI);
    }
}
