package org.session4j.protocol.message;

import java.util.Objects;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Asks to delete a message for everyone. To be followed only if the verified sender is the author, or oneself.
 *
 * @param timestamp sent timestamp of the message in milliseconds
 * @param author id of its author, 66 hex digits
 */
public record UnsendRequest(long timestamp, String author) {

    static final Schema<UnsendRequest> SCHEMA = Schema.<UnsendRequest>named("UnsendRequest")
            .required(1, "timestamp", FieldType.UINT64, UnsendRequest::timestamp)
            .required(2, "author", FieldType.STRING, UnsendRequest::author)
            .build(row -> new UnsendRequest(row.next(), row.next()));

    public UnsendRequest {
        Objects.requireNonNull(author, "author");
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
