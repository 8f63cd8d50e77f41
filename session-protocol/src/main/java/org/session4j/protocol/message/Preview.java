package org.session4j.protocol.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * What a link in the body leads to.
 */
public record Preview(
        String url, @Nullable String title, @Nullable AttachmentPointer image) {

    static final Schema<Preview> SCHEMA = Schema.<Preview>named("Preview")
            .required(1, "url", FieldType.STRING, Preview::url)
            .optional(2, "title", FieldType.STRING, Preview::title)
            .optional(3, "image", FieldType.message(AttachmentPointer.SCHEMA), Preview::image)
            .build(row -> new Preview(row.next(), row.next(), row.next()));

    public Preview {
        Objects.requireNonNull(url, "url");
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
