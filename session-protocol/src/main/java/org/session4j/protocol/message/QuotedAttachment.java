package org.session4j.protocol.message;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * A picture of an attachment inside a {@link Quote}.
 *
 * @param flags bits, see {@link AttachmentPointer#VOICE_MESSAGE}
 */
public record QuotedAttachment(
        @Nullable String contentType,
        @Nullable String fileName,
        @Nullable AttachmentPointer thumbnail,
        @Nullable Long flags) {

    static final Schema<QuotedAttachment> SCHEMA = Schema.<QuotedAttachment>named("QuotedAttachment")
            .optional(1, "contentType", FieldType.STRING, QuotedAttachment::contentType)
            .optional(2, "fileName", FieldType.STRING, QuotedAttachment::fileName)
            .optional(3, "thumbnail", FieldType.message(AttachmentPointer.SCHEMA), QuotedAttachment::thumbnail)
            .optional(4, "flags", FieldType.UINT32, QuotedAttachment::flags)
            .build(row -> new QuotedAttachment(row.next(), row.next(), row.next(), row.next()));

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
