package org.session4j.client;

import java.time.Instant;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.DataExtraction;

/** Somebody says that they took a screenshot of the conversation or saved a file of it (messages: data extraction). */
public record DataExtracted(Conversation conversation, SessionId sender, Instant timestamp, DataExtraction extraction)
        implements SessionEvent {

    /** Names the class only. */
    @Override
    public String toString() {
        return "DataExtracted";
    }
}
