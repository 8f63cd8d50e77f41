package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.session4j.client.FileException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.FileSource;
import org.session4j.protocol.attachment.LegacyCipher;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Attachment.Dimensions;

/**
 * A file to send, and what its recipients are told of it. It is read when it is sent, once or twice, and must not change
 * meanwhile.
 *
 * <pre>{@code
 * OutgoingFile.of(Path.of("cat.jpg"))
 * OutgoingFile.builder(source).fileName("cat.jpg").contentType("image/jpeg").dimensions(1200, 800).build()
 * }</pre>
 *
 * Immutable and thread-safe if its source is.
 */
public final class OutgoingFile {

    /** Of the largest file that is sent, in bytes. */
    public static final long MAX_SIZE = LegacyCipher.MAX_PLAIN_LENGTH;

    private static final String ANY_TYPE = "application/octet-stream";
    private static final int BLOCK = 1 << 15;

    /** Stands for what is known only after the upload while the rest is checked. */
    private static final String NO_URL = "http://localhost/file/0";

    private static final Bytes NO_KEY = Bytes.of(new byte[LegacyCipher.KEY_LENGTH]);
    private static final Bytes NO_DIGEST = Bytes.of(new byte[32]);

    private final FileSource content;
    private final @Nullable Path path;
    private final @Nullable String fileName;
    private final String contentType;
    private final @Nullable String caption;
    private final @Nullable Dimensions dimensions;
    private final boolean voice;

    private OutgoingFile(Builder builder) {
        content = builder.content;
        path = builder.path;
        fileName = builder.fileName;
        contentType = builder.contentType == null ? typeOf(builder.fileName) : builder.contentType;
        caption = builder.caption;
        dimensions = builder.dimensions;
        voice = builder.voice;
    }

    /** A file under its own name, of the type that its name tells. */
    public static OutgoingFile of(Path path) {
        return builder(path).build();
    }

    /** Begins with the name of the file. */
    public static Builder builder(Path path) {
        Builder builder = new Builder(() -> Files.newInputStream(path), path);
        Path name = path.getFileName();
        return name == null ? builder : builder.fileName(name.toString());
    }

    /** What need not be a file. It is read once more than a file, as nobody knows its size. */
    public static Builder builder(FileSource content) {
        return new Builder(content, null);
    }

    private static String typeOf(@Nullable String fileName) {
        String guess = fileName == null ? null : URLConnection.guessContentTypeFromName(fileName);
        return guess == null ? ANY_TYPE : guess;
    }

    public FileSource content() {
        return content;
    }

    public @Nullable String fileName() {
        return fileName;
    }

    /** Media type. */
    public String contentType() {
        return contentType;
    }

    public @Nullable String caption() {
        return caption;
    }

    /** Of a picture or video. */
    public @Nullable Dimensions dimensions() {
        return dimensions;
    }

    /** Whether it is a recording that is a message by itself. */
    public boolean voice() {
        return voice;
    }

    /**
     * Of what is sent, in bytes. Looks at the file, or reads the source.
     *
     * @throws FileException if it has no bytes, more than {@link #MAX_SIZE}, or cannot be read
     */
    public long size() {
        long size;
        try {
            size = path == null ? count() : Files.size(path);
        } catch (IOException e) {
            throw new FileException(Reason.UNREADABLE, "a file to send cannot be read", e);
        }
        if (size == 0) {
            throw new FileException(Reason.EMPTY, "file: expected at least 1 byte, got 0", null);
        }
        if (size > MAX_SIZE) {
            throw new FileException(
                    Reason.TOO_LARGE,
                    "file: expected at most " + MAX_SIZE + " bytes, got " + size + (path == null ? " or more" : ""),
                    null);
        }
        return size;
    }

    /** Up to what is too much. */
    private long count() throws IOException {
        byte[] block = new byte[BLOCK];
        long size = 0;
        try (InputStream in = content.open()) {
            for (int read = in.read(block); read >= 0 && size <= MAX_SIZE; read = in.read(block)) {
                size += read;
            }
        }
        return size;
    }

    /** The attachment that this will be, but for where it lies; made to check the rest. */
    Attachment outline() {
        return new Attachment(NO_URL, NO_KEY, NO_DIGEST, 0, contentType, fileName, caption, dimensions, voice);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "OutgoingFile";
    }

    /** Says what a file is. */
    public static final class Builder {

        private final FileSource content;
        private final @Nullable Path path;
        private @Nullable String fileName;
        private @Nullable String contentType;
        private @Nullable String caption;
        private @Nullable Dimensions dimensions;
        private boolean voice;

        private Builder(FileSource content, @Nullable Path path) {
            this.content = content;
            this.path = path;
        }

        /** One line, at most 255 bytes of UTF-8, without path separators. */
        @CanIgnoreReturnValue
        public Builder fileName(String fileName) {
            this.fileName = fileName;
            return this;
        }

        /** Media type. Default: what the name tells, or {@code application/octet-stream}. */
        @CanIgnoreReturnValue
        public Builder contentType(String contentType) {
            this.contentType = contentType;
            return this;
        }

        /** One line, at most 2,000 bytes of UTF-8. */
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

        /** Marks a recording that is a message by itself; needs an audio type. */
        @CanIgnoreReturnValue
        public Builder voice() {
            this.voice = true;
            return this;
        }

        /**
         * The file, not looked at yet.
         *
         * @throws IllegalArgumentException if a value is not as its method says
         */
        public OutgoingFile build() {
            OutgoingFile file = new OutgoingFile(this);
            Attachment unused = file.outline();
            return file;
        }
    }
}
