package org.session4j.client.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;

/** The timer of a group, whose clock always starts with sending (messages: disappearing messages). */
final class GroupTimer {

    private GroupTimer() {}

    /**
     * As the document has it; null for off.
     *
     * @throws IllegalArgumentException for a clock that starts with reading
     */
    static @Nullable Duration of(Expiration timer) {
        if (timer.type() == ExpirationType.DELETE_AFTER_READ) {
            throw new IllegalArgumentException("timer: expected one that starts with sending");
        }
        return timer.isOff() ? null : timer.timer();
    }

    static Expiration of(GroupInfo info) {
        return info.timer()
                .map(after -> new Expiration(ExpirationType.DELETE_AFTER_SEND, after))
                .orElse(Expiration.OFF);
    }
}
