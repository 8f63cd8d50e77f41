package org.session4j.protocol.message;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.message.MessageRefusedException.Reason;

/**
 * What the sender saw behind a link in the text (messages: previews). It is the sender's word: the page may say otherwise.
 *
 * @param url http or https, at most 4,096 characters
 * @param title one line, at most 4,096 bytes of UTF-8
 * @param image of the page; there is a title, an image or both
 */
public record LinkPreview(
        String url, @Nullable String title, @Nullable Attachment image) {

    private static final int MAX_TITLE_LENGTH = 4_096;

    public LinkPreview {
        Objects.requireNonNull(url, "url");
        RuleViolation.require(
                url.length() <= KnownUrls.MAX_LENGTH,
                Reason.PREVIEW_TOO_LARGE,
                "url: expected at most " + KnownUrls.MAX_LENGTH + " characters, got " + url.length());
        RuleViolation.require(KnownUrls.isWeb(url), Reason.FOREIGN_URL, "url: expected http or https");
        RuleViolation.require(title != null || image != null, "preview: expected a title or an image");
        if (title != null) {
            requireShort(title);
            CleanText.requireLine("title", title, MAX_TITLE_LENGTH);
        }
    }

    /** A link and the title of its page. */
    public static LinkPreview of(String url, String title) {
        return new LinkPreview(url, title, null);
    }

    /** The same with a picture. */
    public LinkPreview withImage(Attachment image) {
        return new LinkPreview(url, title, image);
    }

    /** Reads what a sender wrote: null if it says neither title nor image, which nobody shows. */
    static @Nullable LinkPreview of(Preview preview) {
        AttachmentPointer pointer = preview.image();
        String title = preview.title() == null ? "" : preview.title();
        requireShort(title);
        String line = CleanText.line(title, MAX_TITLE_LENGTH);
        if (line.isEmpty() && pointer == null) {
            return null;
        }
        return new LinkPreview(
                preview.url(), line.isEmpty() ? null : line, pointer == null ? null : Attachment.of(pointer));
    }

    Preview toPreview() {
        return new Preview(url, title, image == null ? null : image.toPointer());
    }

    private static void requireShort(String title) {
        int length = title.getBytes(StandardCharsets.UTF_8).length;
        RuleViolation.require(
                length <= MAX_TITLE_LENGTH,
                Reason.PREVIEW_TOO_LARGE,
                "title: expected at most " + MAX_TITLE_LENGTH + " bytes, got " + length);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "LinkPreview";
    }
}
