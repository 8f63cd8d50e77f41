package org.session4j.protocol.message;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Accepts a message request.
 *
 * @param isApproved always true; false is never sent
 * @param profileKey 32 bytes
 */
public record MessageRequestResponse(
        boolean isApproved,
        @Nullable Bytes profileKey,
        @Nullable LokiProfile profile) {

    static final Schema<MessageRequestResponse> SCHEMA = Schema.<MessageRequestResponse>named("MessageRequestResponse")
            .required(1, "isApproved", FieldType.BOOL, MessageRequestResponse::isApproved)
            .optional(2, "profileKey", FieldType.BYTES, MessageRequestResponse::profileKey)
            .optional(3, "profile", FieldType.message(LokiProfile.SCHEMA), MessageRequestResponse::profile)
            .build(row -> new MessageRequestResponse(row.next(), row.next(), row.next()));

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
