package org.session4j.protocol.message;

import java.util.Objects;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * The wrapper of config data in namespaces 2 to 5. Not valid among direct messages.
 */
public record SharedConfigMessage(Kind kind, long seqno, Bytes data) {

    static final Schema<SharedConfigMessage> SCHEMA = Schema.<SharedConfigMessage>named("SharedConfigMessage")
            .required(1, "kind", FieldType.enumeration(Kind.values(), Kind::number), SharedConfigMessage::kind)
            .required(2, "seqno", FieldType.INT64, SharedConfigMessage::seqno)
            .required(3, "data", FieldType.BYTES, SharedConfigMessage::data)
            .build(row -> new SharedConfigMessage(row.next(), row.next(), row.next()));

    public SharedConfigMessage {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(data, "data");
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** Which config the data belong to. */
    public enum Kind {
        USER_PROFILE(1),
        CONTACTS(2),
        CONVO_INFO_VOLATILE(3),
        USER_GROUPS(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** As on the wire. */
        public int number() {
            return number;
        }
    }
}
