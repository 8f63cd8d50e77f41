package org.session4j.protocol.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * An answer to a message: names it by its author and its sent timestamp. Text and attachments are trusted by nobody; the
 * quoted message is looked up locally.
 *
 * @param id sent timestamp of the quoted message in milliseconds
 * @param author id of its author, 66 hex digits
 */
public record Quote(long id, String author, @Nullable String text, List<QuotedAttachment> attachments) {

    static final Schema<Quote> SCHEMA = Schema.<Quote>named("Quote")
            .required(1, "id", FieldType.UINT64, Quote::id)
            .required(2, "author", FieldType.STRING, Quote::author)
            .optional(3, "text", FieldType.STRING, Quote::text)
            .repeated(4, "attachments", FieldType.message(QuotedAttachment.SCHEMA), Quote::attachments)
            .build(row -> new Quote(row.next(), row.next(), row.next(), row.next()));

    public Quote {
        Objects.requireNonNull(author, "author");
        attachments = List.copyOf(attachments);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
