package org.session4j.protocol.config.documents;

import java.time.Instant;
import java.util.Objects;

/**
 * How far a conversation is read (config: ConvoInfoVolatile).
 *
 * @param lastRead when the last message was sent that was read, in milliseconds; {@link Instant#EPOCH} if none was
 * @param markedUnread whether the user wants it to be shown as unread
 */
public record ReadState(Instant lastRead, boolean markedUnread) {

    /** Nothing was read. */
    public static final ReadState NONE = new ReadState(Instant.EPOCH, false);

    public ReadState {
        Objects.requireNonNull(lastRead, "lastRead");
    }

    /** Read so far, and not marked. */
    public static ReadState readUntil(Instant lastRead) {
        return new ReadState(lastRead, false);
    }
}
