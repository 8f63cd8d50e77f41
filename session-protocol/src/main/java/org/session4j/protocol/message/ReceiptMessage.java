package org.session4j.protocol.message;

import java.util.List;
import java.util.Objects;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Messages that were delivered or read.
 *
 * @param timestamp sent timestamps of the messages in milliseconds
 */
public record ReceiptMessage(Type type, List<Long> timestamp) {

    static final Schema<ReceiptMessage> SCHEMA = Schema.<ReceiptMessage>named("ReceiptMessage")
            .required(1, "type", FieldType.enumeration(Type.values(), Type::number), ReceiptMessage::type)
            .repeated(2, "timestamp", FieldType.UINT64, ReceiptMessage::timestamp)
            .build(row -> new ReceiptMessage(row.next(), row.next()));

    public ReceiptMessage {
        Objects.requireNonNull(type, "type");
        timestamp = List.copyOf(timestamp);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** What became of the messages. */
    public enum Type {
        DELIVERY(0),
        READ(1);

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
