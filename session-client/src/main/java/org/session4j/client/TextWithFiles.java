package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.message.LinkPreview;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;

/**
 * A message with files that are not uploaded yet; with a text, or without.
 *
 * <pre>{@code
 * chat.send(TextWithFiles.builder("the minutes").file(OutgoingFile.of(pdf)).quote(question).build());
 * }</pre>
 *
 * Immutable.
 */
public final class TextWithFiles {

    private final String text;
    private final List<OutgoingFile> files;
    private final @Nullable MessageReference quote;
    private final @Nullable LinkPreview preview;

    private TextWithFiles(Builder builder) {
        text = builder.text;
        files = List.copyOf(builder.files);
        quote = builder.quote;
        preview = builder.preview;
    }

    public static TextWithFiles of(String text, OutgoingFile file) {
        return builder(text).file(file).build();
    }

    /** Files and nothing else. */
    public static TextWithFiles of(OutgoingFile... files) {
        Builder builder = builder("");
        for (OutgoingFile file : files) {
            builder.file(file);
        }
        return builder.build();
    }

    /**
     * Begins with a text.
     *
     * @param text may be empty; at most 2,000 code points are sent
     */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    public String text() {
        return text;
    }

    /** At least one. */
    public List<OutgoingFile> files() {
        return files;
    }

    public @Nullable MessageReference quote() {
        return quote;
    }

    public @Nullable LinkPreview preview() {
        return preview;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "TextWithFiles";
    }

    /** Puts a message with files together. */
    public static final class Builder {

        private final String text;
        private final List<OutgoingFile> files = new ArrayList<>();
        private @Nullable MessageReference quote;
        private @Nullable LinkPreview preview;

        private Builder(String text) {
            this.text = text;
        }

        /** Adds a file, behind those that are there. */
        @CanIgnoreReturnValue
        public Builder file(OutgoingFile file) {
            files.add(file);
            return this;
        }

        /** The message that this one answers. */
        @CanIgnoreReturnValue
        public Builder quote(MessageReference quote) {
            this.quote = quote;
            return this;
        }

        /** What is behind a link of the text. */
        @CanIgnoreReturnValue
        public Builder preview(LinkPreview preview) {
            this.preview = preview;
            return this;
        }

        /**
         * The message.
         *
         * @throws IllegalArgumentException if there is no file, or there are more than
         *     {@link TextMessage#MAX_ATTACHMENTS}; if a voice message is not the only one; or if the link of the preview is
         *     not in the text
         */
        public TextWithFiles build() {
            if (files.isEmpty()) {
                throw new IllegalArgumentException("files: expected at least one");
            }
            TextMessage.Builder outline = TextMessage.builder(text);
            files.forEach(file -> outline.attachment(file.outline()));
            if (preview != null) {
                outline.preview(preview);
            }
            TextMessage unused = outline.build();
            return new TextWithFiles(this);
        }
    }
}
