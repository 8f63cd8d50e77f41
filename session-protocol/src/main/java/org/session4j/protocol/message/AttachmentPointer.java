package org.session4j.protocol.message;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * Where an attachment lies and how to decrypt it (messages: AttachmentPointer; services: files). Everything but the id may
 * be absent.
 *
 * @param id legacy: the numeric tail of the URL, or 0; written because it is required, ignored when read
 * @param contentType media type
 * @param size of the plaintext in bytes
 * @param thumbnail dead
 * @param flags bits, see {@link #VOICE_MESSAGE}
 * @param width pixels
 * @param height pixels
 * @param url may carry a fragment that tells how to fetch and decrypt
 */
public record AttachmentPointer(
        long id,
        @Nullable String contentType,
        @Nullable Bytes key,
        @Nullable Long size,
        @Nullable Bytes thumbnail,
        @Nullable Bytes digest,
        @Nullable String fileName,
        @Nullable Long flags,
        @Nullable Long width,
        @Nullable Long height,
        @Nullable String caption,
        @Nullable String url) {

    static final Schema<AttachmentPointer> SCHEMA = Schema.<AttachmentPointer>named("AttachmentPointer")
            .required(1, "id", FieldType.FIXED64, AttachmentPointer::id)
            .optional(2, "contentType", FieldType.STRING, AttachmentPointer::contentType)
            .optional(3, "key", FieldType.BYTES, AttachmentPointer::key)
            .optional(4, "size", FieldType.UINT32, AttachmentPointer::size)
            .optional(5, "thumbnail", FieldType.BYTES, AttachmentPointer::thumbnail)
            .optional(6, "digest", FieldType.BYTES, AttachmentPointer::digest)
            .optional(7, "fileName", FieldType.STRING, AttachmentPointer::fileName)
            .optional(8, "flags", FieldType.UINT32, AttachmentPointer::flags)
            .optional(9, "width", FieldType.UINT32, AttachmentPointer::width)
            .optional(10, "height", FieldType.UINT32, AttachmentPointer::height)
            .optional(11, "caption", FieldType.STRING, AttachmentPointer::caption)
            .optional(101, "url", FieldType.STRING, AttachmentPointer::url)
            .build(row -> new AttachmentPointer(
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next()));

    /** The bit of {@link #flags} that marks a voice message. */
    public static final long VOICE_MESSAGE = 1;

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with what is set here. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** Sets components one by one; what is not set is not written. */
    public static final class Builder {

        private long id;
        private @Nullable String contentType;
        private @Nullable Bytes key;
        private @Nullable Long size;
        private @Nullable Bytes thumbnail;
        private @Nullable Bytes digest;
        private @Nullable String fileName;
        private @Nullable Long flags;
        private @Nullable Long width;
        private @Nullable Long height;
        private @Nullable String caption;
        private @Nullable String url;

        private Builder() {}

        private Builder(AttachmentPointer from) {
            id = from.id;
            contentType = from.contentType;
            key = from.key;
            size = from.size;
            thumbnail = from.thumbnail;
            digest = from.digest;
            fileName = from.fileName;
            flags = from.flags;
            width = from.width;
            height = from.height;
            caption = from.caption;
            url = from.url;
        }

        @CanIgnoreReturnValue
        public Builder id(long id) {
            this.id = id;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder contentType(@Nullable String contentType) {
            this.contentType = contentType;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder key(@Nullable Bytes key) {
            this.key = key;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder size(@Nullable Long size) {
            this.size = size;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder thumbnail(@Nullable Bytes thumbnail) {
            this.thumbnail = thumbnail;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder digest(@Nullable Bytes digest) {
            this.digest = digest;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder fileName(@Nullable String fileName) {
            this.fileName = fileName;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder flags(@Nullable Long flags) {
            this.flags = flags;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder width(@Nullable Long width) {
            this.width = width;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder height(@Nullable Long height) {
            this.height = height;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder caption(@Nullable String caption) {
            this.caption = caption;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder url(@Nullable String url) {
            this.url = url;
            return this;
        }

        public AttachmentPointer build() {
            return new AttachmentPointer(
                    id, contentType, key, size, thumbnail, digest, fileName, flags, width, height, caption, url);
        }
    }
}
