package org.session4j.client.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Conversation;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Expiration;

/**
 * A message on its way.
 *
 * @param number in the order of sending; unique among those of the account that are pending
 * @param body what is to be sent
 * @param expiration after what time it disappears
 * @param timestamp sending time, which is part of {@code sealed}; null until network time is known
 * @param sealed what is stored in the recipient's mailbox; null until the first attempt. From then on it may have been
 *     delivered, so the bytes do not change any more unless every attempt was certainly refused
 */
public record PendingMessage(
        long number,
        Conversation conversation,
        PendingBody body,
        Expiration expiration,
        @Nullable Instant timestamp,
        @Nullable Bytes sealed) {

    public PendingMessage withNumber(long other) {
        return new PendingMessage(other, conversation, body, expiration, timestamp, sealed);
    }

    public PendingMessage withBody(PendingBody other) {
        return new PendingMessage(number, conversation, other, expiration, timestamp, sealed);
    }

    public PendingMessage withTimestamp(@Nullable Instant other) {
        return new PendingMessage(number, conversation, body, expiration, other, sealed);
    }

    public PendingMessage withSealed(@Nullable Bytes other) {
        return new PendingMessage(number, conversation, body, expiration, timestamp, other);
    }

    /** What waits for it in the {@link FileCache}. */
    public List<PendingFile> files() {
        return body instanceof PendingBody.WithFiles withFiles ? withFiles.files() : List.of();
    }

    /** Whether its files are to be looked after before it can be sealed. */
    public boolean isBeforeUpload() {
        return sealed == null && body instanceof PendingBody.WithFiles;
    }

    /** Names neither the people nor the text, so that it does no harm in a log. */
    @Override
    public String toString() {
        return "PendingMessage[" + number + "]";
    }
}
