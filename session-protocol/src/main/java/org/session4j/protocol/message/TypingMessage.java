package org.session4j.protocol.message;

import java.util.Objects;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Somebody begins or stops to type.
 *
 * @param timestamp equal to that of the message, milliseconds
 */
public record TypingMessage(long timestamp, Action action) {

    static final Schema<TypingMessage> SCHEMA = Schema.<TypingMessage>named("TypingMessage")
            .required(1, "timestamp", FieldType.UINT64, TypingMessage::timestamp)
            .required(2, "action", FieldType.enumeration(Action.values(), Action::number), TypingMessage::action)
            .build(row -> new TypingMessage(row.next(), row.next()));

    public TypingMessage {
        Objects.requireNonNull(action, "action");
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** Which of the two. */
    public enum Action {
        STARTED(0),
        STOPPED(1);

        private final int number;

        Action(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }
}
