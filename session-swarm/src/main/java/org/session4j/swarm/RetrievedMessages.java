package org.session4j.swarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node holds of one mailbox.
 *
 * @param messages in the order of that node; each under the hash that its data has, none twice
 * @param refused how many were left out as their data had another hash or was too long: an honest node hands out none
 * @param more whether the node stopped at a limit of size
 * @param time the node's clock; null if it did not say
 * @param hardFork null if it did not say
 */
public record RetrievedMessages(
        List<StoredMessage> messages,
        int refused,
        boolean more,
        @Nullable Instant time,
        @Nullable HardFork hardFork) {

    public RetrievedMessages {
        messages = List.copyOf(messages);
    }
}
