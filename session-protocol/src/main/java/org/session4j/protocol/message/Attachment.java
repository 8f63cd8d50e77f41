package org.session4j.protocol.message;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.MessageRefusedException.Reason;

/**
 * A file that goes with a message: where it lies encrypted, how to decrypt it, and what its sender says of it (messages:
 * AttachmentPointer; services: file server and attachments). None of what the sender says is proven before the file was
 * fetched and decrypted.
 *
 * <pre>{@code
 * Attachment photo = Attachment.builder(url, key).digest(digest).size(48_213)
 *         .contentType("image/jpeg").fileName("cat.jpg").dimensions(1200, 800).build();
 * }</pre>
 *
 * @param url on a file server, http or https
 * @param key 64 bytes for the legacy encryption, 32 for the deterministic one
 * @param digest 32 bytes, SHA-256 of the encrypted file; always there with the legacy encryption
 * @param size of the plain file in bytes, or 0 if the sender does not say
 * @param contentType media type, {@code application/octet-stream} if the sender gives none that is one
 * @param fileName one line, at most 255 bytes of UTF-8, without path separators
 * @param caption one line, at most 2,000 bytes of UTF-8
 * @param dimensions of a picture or video
 * @param voice whether this was recorded to be a message by itself
 */
public record Attachment(
        String url,
        Bytes key,
        @Nullable Bytes digest,
        long size,
        String contentType,
        @Nullable String fileName,
        @Nullable String caption,
        @Nullable Dimensions dimensions,
        boolean voice) {

    /** The largest file that fits through the network, in bytes: that of the deterministic encryption. */
    public static final long MAX_SIZE = 10_218_286;

    private static final int LEGACY_KEY_LENGTH = 64;
    private static final int DETERMINISTIC_KEY_LENGTH = 32;
    private static final int DIGEST_LENGTH = 32;
    private static final int MAX_CONTENT_TYPE_LENGTH = 255;
    private static final int MAX_FILE_NAME_LENGTH = 255;
    private static final int MAX_CAPTION_LENGTH = 2_000;
    private static final int MAX_SIDE = 65_535;
    private static final String ANY_TYPE = "application/octet-stream";
    private static final Pattern MEDIA_TYPE = Pattern.compile("[!-~&&[^/;,]]+/[!-~&&[^/,]][ -~]*");
    private static final Pattern LEGACY_ID = Pattern.compile("/([0-9]{1,18})/?(?:[?#].*)?$");

    public Attachment {
        RuleViolation.require(
                KnownUrls.isFile(url), Reason.FOREIGN_URL, "url: expected that of a file on a file server");
        RuleViolation.require(
                key.length() == LEGACY_KEY_LENGTH || key.length() == DETERMINISTIC_KEY_LENGTH,
                "attachment key: expected 64 or 32 bytes, got " + key.length());
        RuleViolation.require(
                digest != null || key.length() == DETERMINISTIC_KEY_LENGTH,
                "attachment digest: expected one with a key of 64 bytes");
        RuleViolation.require(
                digest == null || digest.length() == DIGEST_LENGTH, "attachment digest: expected 32 bytes");
        RuleViolation.require(
                size >= 0 && size <= MAX_SIZE,
                Reason.ATTACHMENT_TOO_LARGE,
                "size: expected at most " + MAX_SIZE + " bytes, got " + size);
        RuleViolation.require(isMediaType(contentType), "contentType: expected a media type");
        if (fileName != null) {
            CleanText.requireLine("fileName", fileName, MAX_FILE_NAME_LENGTH);
            RuleViolation.require(fileName.equals(fileName(fileName)), "fileName: expected no way through folders");
        }
        if (caption != null) {
            CleanText.requireLine("caption", caption, MAX_CAPTION_LENGTH);
        }
        RuleViolation.require(!voice || isOfType(contentType, "audio/"), "voice: expected an audio type");
    }

    /**
     * A builder for a file that was uploaded.
     *
     * @param url on a file server, http or https
     * @param key 64 bytes for the legacy encryption, which needs a digest too; 32 for the deterministic one
     */
    public static Builder builder(String url, Bytes key) {
        return new Builder(url, key);
    }

    /** Reads what a sender wrote; what he says of the file beyond where it lies is put right rather than refused. */
    static Attachment of(AttachmentPointer pointer) {
        String url = pointer.url();
        Bytes key = pointer.key();
        RuleViolation.require(url != null, "attachment: expected a url");
        RuleViolation.require(key != null, "attachment: expected a key");
        Bytes digest = pointer.digest();
        String type = pointer.contentType();
        String contentType = type != null && isMediaType(type) ? type : ANY_TYPE;
        boolean flagged = pointer.flags() != null && (pointer.flags() & AttachmentPointer.VOICE_MESSAGE) != 0;
        return new Attachment(
                Objects.requireNonNull(url),
                Objects.requireNonNull(key),
                digest != null && digest.isEmpty() ? null : digest,
                pointer.size() == null ? 0 : pointer.size(),
                contentType,
                pointer.fileName() == null ? null : fileName(pointer.fileName()),
                pointer.caption() == null ? null : caption(pointer.caption()),
                dimensions(pointer.width(), pointer.height()),
                flagged && isOfType(contentType, "audio/"));
    }

    /** What to show it as. */
    public Kind kind() {
        if (voice) {
            return Kind.VOICE;
        }
        if (isOfType(contentType, "image/gif") || isOfType(contentType, "image/apng")) {
            return Kind.ANIMATED_IMAGE;
        }
        if (isOfType(contentType, "image/")) {
            return Kind.IMAGE;
        }
        if (isOfType(contentType, "audio/")) {
            return Kind.AUDIO;
        }
        return isOfType(contentType, "video/") ? Kind.VIDEO : Kind.FILE;
    }

    AttachmentPointer toPointer() {
        AttachmentPointer.Builder pointer = AttachmentPointer.builder()
                .id(legacyId())
                .contentType(contentType)
                .key(key)
                .digest(digest)
                .fileName(fileName)
                .caption(caption)
                .url(url);
        if (size > 0) {
            pointer.size(size);
        }
        if (voice) {
            pointer.flags(AttachmentPointer.VOICE_MESSAGE);
        }
        if (dimensions != null) {
            pointer.width((long) dimensions.width()).height((long) dimensions.height());
        }
        return pointer.build();
    }

    /** Old readers want the number of the file; ids that are none are written as 0. */
    private long legacyId() {
        Matcher id = LEGACY_ID.matcher(url);
        return id.find() ? Long.parseLong(id.group(1)) : 0;
    }

    private static @Nullable String fileName(String name) {
        String clean = CleanText.line(name.replace('/', '_').replace('\\', '_'), MAX_FILE_NAME_LENGTH);
        return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? null : clean;
    }

    private static @Nullable String caption(String caption) {
        String clean = CleanText.line(caption, MAX_CAPTION_LENGTH);
        return clean.isEmpty() ? null : clean;
    }

    private static @Nullable Dimensions dimensions(@Nullable Long width, @Nullable Long height) {
        return isSide(width) && isSide(height)
                ? new Dimensions(
                        Objects.requireNonNull(width).intValue(),
                        Objects.requireNonNull(height).intValue())
                : null;
    }

    private static boolean isSide(@Nullable Long pixels) {
        return pixels != null && pixels > 0 && pixels <= MAX_SIDE;
    }

    private static boolean isMediaType(String type) {
        return type.length() <= MAX_CONTENT_TYPE_LENGTH
                && MEDIA_TYPE.matcher(type).matches();
    }

    private static boolean isOfType(String contentType, String prefix) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Attachment";
    }

    /** What an attachment is to be shown as, by its media type. */
    public enum Kind {
        FILE,
        IMAGE,
        /** A GIF or animated PNG. */
        ANIMATED_IMAGE,
        AUDIO,
        /** A recording that is a message by itself. */
        VOICE,
        VIDEO
    }

    /** Width and height in pixels, each 1 to 65,535. */
    public record Dimensions(int width, int height) {

        public Dimensions {
            RuleViolation.require(
                    isSide((long) width) && isSide((long) height), "dimensions: expected 1 to 65535 pixels");
        }
    }

    /** Says what an attachment is. */
    public static final class Builder {

        private final String url;
        private final Bytes key;
        private @Nullable Bytes digest;
        private long size;
        private String contentType = ANY_TYPE;
        private @Nullable String fileName;
        private @Nullable String caption;
        private @Nullable Dimensions dimensions;
        private boolean voice;

        private Builder(String url, Bytes key) {
            this.url = url;
            this.key = key;
        }

        /** SHA-256 of the encrypted file. */
        @CanIgnoreReturnValue
        public Builder digest(Bytes digest) {
            this.digest = digest;
            return this;
        }

        /** Of the plain file, in bytes. */
        @CanIgnoreReturnValue
        public Builder size(long size) {
            this.size = size;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder contentType(String contentType) {
            this.contentType = contentType;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder fileName(String fileName) {
            this.fileName = fileName;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder caption(String caption) {
            this.caption = caption;
            return this;
        }

        /** Of a picture or video, in pixels. */
        @CanIgnoreReturnValue
        public Builder dimensions(int width, int height) {
            this.dimensions = new Dimensions(width, height);
            return this;
        }

        /** Marks a recording that is a message by itself. */
        @CanIgnoreReturnValue
        public Builder voice() {
            this.voice = true;
            return this;
        }

        /**
         * The attachment.
         *
         * @throws IllegalArgumentException if a value is not as {@link Attachment} says
         */
        public Attachment build() {
            return new Attachment(url, key, digest, size, contentType, fileName, caption, dimensions, voice);
        }
    }
}
