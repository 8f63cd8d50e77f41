package org.session4j.protocol.message;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.MessageRefusedException.Reason;

/**
 * What people write: a text, files, or both (messages: DataMessage; reactions, quotes, mentions, previews, voice).
 *
 * <pre>{@code
 * TextMessage message = TextMessage.builder("look at this").attachment(photo).profile(Profile.of("Alice")).build();
 * Content content = message.toContent(now, Expiration.OFF);
 * }</pre>
 *
 * @param body the text; blank only if there are attachments
 * @param attachments at most 32
 * @param quote the message that this one answers
 * @param preview of a link in the text
 * @param profile of the sender, if the message says something about it
 * @param syncTarget on the copy that one sends to one's own devices: to whom the message went
 */
public record TextMessage(
        String body,
        List<Attachment> attachments,
        @Nullable MessageReference quote,
        @Nullable LinkPreview preview,
        @Nullable Profile profile,
        @Nullable SessionId syncTarget)
        implements Message {

    /** The most that one message carries. */
    public static final int MAX_ATTACHMENTS = 32;

    /** The longest text of an account without Pro, in code points (messages: text length). */
    public static final int STANDARD_LENGTH = 2_000;

    /** The longest text of an account with Pro, in code points (messages: text length). */
    public static final int PRO_LENGTH = 10_000;

    public TextMessage {
        Objects.requireNonNull(body, "body");
        attachments = List.copyOf(attachments);
        RuleViolation.require(
                attachments.size() <= MAX_ATTACHMENTS,
                Reason.TOO_MANY_ATTACHMENTS,
                "attachments: expected at most " + MAX_ATTACHMENTS + ", got " + attachments.size());
        RuleViolation.require(!attachments.isEmpty() || !isBlank(body), "body: expected a text, got only white space");
        ContentFrame.requireUser(syncTarget);
    }

    /** A text and nothing else. */
    public static TextMessage of(String body) {
        return builder(body).build();
    }

    public static Builder builder(String body) {
        return new Builder(body);
    }

    /** A builder for a message of files only. */
    public static Builder builder() {
        return new Builder("");
    }

    /** A builder that begins with what is set here. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    static TextMessage of(DataMessage data) throws MalformedDataException {
        List<AttachmentPointer> pointers = data.attachments();
        RuleViolation.require(pointers.size() <= MAX_ATTACHMENTS, Reason.TOO_MANY_ATTACHMENTS, "attachments: too many");
        RuleViolation.require(data.preview().size() <= 1, Reason.PREVIEW_TOO_LARGE, "preview: expected at most one");
        List<Attachment> attachments = new ArrayList<>();
        for (AttachmentPointer pointer : pointers) {
            attachments.add(Attachment.of(pointer));
        }
        Quote quote = data.quote();
        return new TextMessage(
                data.body() == null ? "" : data.body(),
                attachments,
                quote == null ? null : MessageReference.of(quote.author(), quote.id()),
                data.preview().isEmpty() ? null : LinkPreview.of(data.preview().get(0)),
                Profile.of(data.profile(), data.profileKey()),
                ContentFrame.syncTarget(data));
    }

    @Override
    public MessageKind kind() {
        return MessageKind.TEXT;
    }

    /** Whether there is more to read than white space. */
    public boolean hasText() {
        return !isBlank(body);
    }

    /** The text, cut after so many code points. Readers cut what is too long, they do not refuse it. */
    public String bodyUpTo(int codePoints) {
        return body.codePointCount(0, body.length()) <= codePoints
                ? body
                : body.substring(0, body.offsetByCodePoints(0, codePoints));
    }

    /** To whom the text speaks, in the order of the text. */
    public List<Mention> mentions() {
        return Mention.listIn(body);
    }

    /** Whether someone is mentioned or quoted, and wants to know. */
    public boolean addresses(SessionId id) {
        boolean quoted = quote != null && quote.author().equals(id);
        return quoted || mentions().stream().anyMatch(mention -> mention.id().equals(id));
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        List<AttachmentPointer> pointers = new ArrayList<>();
        attachments.forEach(attachment -> pointers.add(attachment.toPointer()));
        DataMessage.Builder data = ContentFrame.beginData(profile, syncTarget).attachments(pointers);
        if (!body.isEmpty()) {
            data.body(body);
        }
        if (quote != null) {
            data.quote(
                    new Quote(quote.timestamp().toEpochMilli(), quote.author().toString(), null, List.of()));
        }
        if (preview != null) {
            data.preview(List.of(preview.toPreview()));
        }
        return ContentFrame.data(kind(), data, timestamp, expiration);
    }

    @Override
    public Optional<Message> syncCopy(SessionId peer) {
        return Optional.of(new TextMessage(body, attachments, quote, preview, null, peer));
    }

    static boolean isBlank(String text) {
        return text.trim().isEmpty();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "TextMessage";
    }

    /** Makes a text message that other apps will show. */
    public static final class Builder {

        private final String body;
        private final List<Attachment> attachments = new ArrayList<>();
        private @Nullable MessageReference quote;
        private @Nullable LinkPreview preview;
        private @Nullable Profile profile;
        private @Nullable SessionId syncTarget;

        private Builder(String body) {
            this.body = body;
        }

        private Builder(TextMessage from) {
            body = from.body;
            attachments.addAll(from.attachments);
            quote = from.quote;
            preview = from.preview;
            profile = from.profile;
            syncTarget = from.syncTarget;
        }

        /** Adds a file, behind those that are there. */
        @CanIgnoreReturnValue
        public Builder attachment(Attachment attachment) {
            attachments.add(attachment);
            return this;
        }

        /** Adds files, behind those that are there. */
        @CanIgnoreReturnValue
        public Builder attachments(List<Attachment> attachments) {
            this.attachments.addAll(attachments);
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

        /** What the recipient is to show the sender as. */
        @CanIgnoreReturnValue
        public Builder profile(Profile profile) {
            this.profile = profile;
            return this;
        }

        /** Marks the copy for one's own devices. */
        @CanIgnoreReturnValue
        public Builder syncTarget(SessionId peer) {
            ContentFrame.requireUser(peer);
            this.syncTarget = peer;
            return this;
        }

        /**
         * The message.
         *
         * @throws IllegalArgumentException if there is neither text nor file, which no app shows; if a voice message is
         *     not the only file; if the link of the preview is not in the text; or if there are too many files
         */
        public TextMessage build() {
            RuleViolation.require(
                    attachments.size() <= 1 || attachments.stream().noneMatch(Attachment::voice),
                    "attachments: expected a voice message to be the only one");
            RuleViolation.require(
                    preview == null || body.contains(preview.url()), "preview: expected its url in the text");
            return new TextMessage(body, attachments, quote, preview, profile, syncTarget);
        }
    }
}
