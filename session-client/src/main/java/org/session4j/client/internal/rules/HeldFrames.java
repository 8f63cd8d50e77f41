package org.session4j.client.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.session4j.client.MessageRefused;
import org.session4j.client.store.HeldMessage;

/** What waits for a sender key, or for an epoch, and how much of it (0019). */
final class HeldFrames {

    /** As long as a mailbox holds it. */
    static final Duration LIFETIME = Duration.ofDays(14);

    /** What was opened waits for a message that it is about, which is there soon or was never meant for this account. */
    static final Duration OPENED_LIFETIME = Duration.ofDays(1);

    static final int MAX_PER_AUTHOR = 500;
    static final long MAX_BYTES_PER_AUTHOR = 1_000_000;
    static final long MAX_BYTES_PER_GROUP = 8_000_000;

    private HeldFrames() {}

    /** Holds it, if there is room for it. */
    static void hold(Draft draft, HeldMessage message, Instant now) {
        if (hasRoom(draft.held(message.group()), message)) {
            draft.hold(message);
        } else {
            draft.refuse(MessageRefused.Reason.NO_KEY, message.hash(), now);
        }
    }

    private static boolean hasRoom(List<HeldMessage> held, HeldMessage message) {
        long bytes = message.message().length();
        long ofAuthor = bytes;
        int count = 1;
        for (HeldMessage other : held) {
            bytes += other.message().length();
            if (other.author().equals(message.author())) {
                ofAuthor += other.message().length();
                count++;
            }
        }
        return count <= MAX_PER_AUTHOR && ofAuthor <= MAX_BYTES_PER_AUTHOR && bytes <= MAX_BYTES_PER_GROUP;
    }
}
