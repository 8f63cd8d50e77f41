package org.session4j.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/**
 * A text message in the history of a conversation. Sender and timestamp together name it everywhere (messages:
 * timestamps of a message).
 *
 * @param sender the account whose signature the message carries
 * @param timestamp sending time by network time, in whole milliseconds
 * @param hash of the copy in this account's own swarm; null if there is none
 */
public record ChatMessage(
        Conversation conversation,
        SessionId sender,
        Instant timestamp,
        Direction direction,
        String text,
        @Nullable MessageHash hash) {

    /** Names neither the people nor the text, so that it does no harm in a log. */
    @Override
    public String toString() {
        return "ChatMessage[" + direction + ", " + timestamp + "]";
    }
}
