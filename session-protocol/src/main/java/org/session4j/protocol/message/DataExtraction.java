package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells that the sender took a screenshot of the conversation or saved a file of it (messages: data extraction, calls).
 *
 * @param type which of the two
 * @param savedFrom of the message with the saved file; senders of {@link DataExtractionNotification.Type#MEDIA_SAVED} name it
 */
public record DataExtraction(
        DataExtractionNotification.Type type, @Nullable Instant savedFrom) implements Message {

    public DataExtraction {
        Objects.requireNonNull(type, "type");
        savedFrom = savedFrom == null ? null : Timestamps.whole("savedFrom", savedFrom);
    }

    public static DataExtraction screenshot() {
        return new DataExtraction(DataExtractionNotification.Type.SCREENSHOT, null);
    }

    /** A file was saved from the message with this timestamp. */
    public static DataExtraction mediaSaved(Instant savedFrom) {
        return new DataExtraction(DataExtractionNotification.Type.MEDIA_SAVED, savedFrom);
    }

    static DataExtraction of(DataExtractionNotification notification) {
        Long millis = notification.timestamp();
        return new DataExtraction(
                notification.type(), millis == null ? null : Timestamps.ofMillis("savedFrom", millis));
    }

    @Override
    public MessageKind kind() {
        return MessageKind.DATA_EXTRACTION;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        return ContentFrame.begin(kind(), timestamp, expiration)
                .dataExtractionNotification(
                        new DataExtractionNotification(type, savedFrom == null ? null : savedFrom.toEpochMilli()))
                .build();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "DataExtraction";
    }
}
