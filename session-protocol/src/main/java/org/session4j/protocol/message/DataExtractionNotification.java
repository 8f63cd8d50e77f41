package org.session4j.protocol.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Tells that the peer took a screenshot or saved media.
 *
 * @param timestamp sent timestamp of the message with the saved media, milliseconds
 */
public record DataExtractionNotification(
        Type type, @Nullable Long timestamp) {

    static final Schema<DataExtractionNotification> SCHEMA = Schema.<DataExtractionNotification>named(
                    "DataExtractionNotification")
            .required(1, "type", FieldType.enumeration(Type.values(), Type::number), DataExtractionNotification::type)
            .optional(2, "timestamp", FieldType.UINT64, DataExtractionNotification::timestamp)
            .build(row -> new DataExtractionNotification(row.next(), row.next()));

    public DataExtractionNotification {
        Objects.requireNonNull(type, "type");
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** What was taken. */
    public enum Type {
        SCREENSHOT(1),
        MEDIA_SAVED(2);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }
}
