package org.session4j.groups.senderkeys;

import java.time.Duration;

/**
 * When keys are to be renewed although nobody has left.
 *
 * @param maxAge of an epoch and of a chain
 * @param maxMessages under one chain
 */
public record RotationPolicy(Duration maxAge, long maxMessages) {

    /** 7 days or 1000 messages (groups: modern profile for sender keys). */
    public static final RotationPolicy DEFAULT = new RotationPolicy(Duration.ofDays(7), 1000);

    public RotationPolicy {
        if (maxAge.isNegative() || maxAge.isZero() || maxMessages < 1) {
            throw new IllegalArgumentException("expected a time and a number of messages above 0");
        }
    }
}
