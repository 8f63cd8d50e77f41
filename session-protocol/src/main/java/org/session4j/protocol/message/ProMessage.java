package org.session4j.protocol.message;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * What a message says about Session Pro. To be treated as unverified unless the key of the Pro backend is known (messages:
 * Session Pro fields).
 *
 * @param profileBitset bit 0 badge, bit 1 animated avatar
 * @param msgBitset bit 0 message of 10,000 characters
 */
public record ProMessage(
        @Nullable ProProof proof,
        @Nullable Long profileBitset,
        @Nullable Long msgBitset) {

    static final Schema<ProMessage> SCHEMA = Schema.<ProMessage>named("ProMessage")
            .optional(1, "proof", FieldType.message(ProProof.SCHEMA), ProMessage::proof)
            .optional(2, "profileBitset", FieldType.UINT64, ProMessage::profileBitset)
            .optional(3, "msgBitset", FieldType.UINT64, ProMessage::msgBitset)
            .build(row -> new ProMessage(row.next(), row.next(), row.next()));

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
