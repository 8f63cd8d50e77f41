package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/**
 * Names a message, as quotes, reactions and deletions do: who wrote it, and when it says it was sent (messages: timestamps
 * of a message). Two of them are equal exactly if they name the same message.
 *
 * @param author in a community the blinded id
 * @param timestamp whole milliseconds; the rest is cut off
 */
public record MessageReference(SessionId author, Instant timestamp) {

    public MessageReference {
        Objects.requireNonNull(author, "author");
        timestamp = Timestamps.whole("timestamp of a reference", timestamp);
    }

    static MessageReference of(String author, long timestamp) throws MalformedDataException {
        return new MessageReference(
                SessionId.parse(author), Timestamps.ofMillis("timestamp of a reference", timestamp));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "MessageReference";
    }
}
