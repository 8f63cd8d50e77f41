package org.session4j.groups.legacy;

import java.time.Instant;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;

/**
 * A message of a legacy closed group.
 *
 * @param sender whose signature it has
 * @param sentAt as the envelope says, which nobody has signed
 * @param content the wire form of a content
 */
public record LegacyMessage(SessionId sender, Instant sentAt, Bytes content) {

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "LegacyMessage";
    }
}
