package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.MessageRefusedException.Reason;

class TextMessageTest {

    private static final String URL = "http://filev2.getsession.org/file/1234";
    private static final Attachment FILE =
            Attachment.builder(URL, Bytes.of(new byte[32])).build();
    private static final Attachment VOICE = Attachment.builder(URL, Bytes.of(new byte[32]))
            .contentType("audio/aac")
            .voice()
            .build();
    private static final SessionId ALICE = id(IdKind.STANDARD, 0xab);
    private static final SessionId BOB = id(IdKind.STANDARD, 0x01);

    @Test
    void filesNeedNoWords() throws Exception {
        TextMessage message = TextMessage.builder().attachment(FILE).build();

        assertThat(message.hasText()).isFalse();
        assertThat(message.toContent(Instant.EPOCH).dataMessage())
                .extracting(DataMessage::body)
                .isNull();
        assertThat(Message.of(message.toContent(Instant.EPOCH))).isEqualTo(message);
    }

    @Test
    void aMessageThatNoAppWouldShowIsNotMade() {
        List<ThrowingCallable> messages = List.of(
                () -> TextMessage.builder().build(),
                () -> TextMessage.builder("x")
                        .attachments(Collections.nCopies(33, FILE))
                        .build(),
                () -> TextMessage.builder().attachment(VOICE).attachment(FILE).build(),
                () -> TextMessage.builder("no link")
                        .preview(LinkPreview.of("https://example.org", "title"))
                        .build());

        assertThat(messages)
                .allSatisfy(message -> assertThatThrownBy(message).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void moreFilesThanOneMessageCarriesAreRefused() {
        AttachmentPointer pointer = FILE.toPointer();

        assertThat(refusal(DataMessage.builder().attachments(Collections.nCopies(33, pointer))))
                .isEqualTo(Reason.TOO_MANY_ATTACHMENTS);
    }

    @Test
    void hugePreviewsAreRefused() {
        Preview preview = new Preview("https://example.org", "title", null);

        for (List<Preview> previews : List.of(
                List.of(preview, preview),
                List.of(new Preview(preview.url(), "t".repeat(4097), null)),
                List.of(new Preview("https://" + "a".repeat(5000), "title", null)))) {
            assertThat(refusal(DataMessage.builder().body("x").preview(previews)))
                    .isEqualTo(Reason.PREVIEW_TOO_LARGE);
        }
    }

    @Test
    void aPreviewLeadsToTheWebOnly() {
        for (String url :
                List.of("file:///etc/passwd", "javascript:alert(1)", "https://", "https://a b", "http://a\u202eb")) {
            assertThat(refusal(DataMessage.builder().body("x").preview(List.of(new Preview(url, "title", null)))))
                    .isEqualTo(Reason.FOREIGN_URL);
        }
    }

    @Test
    void aPreviewThatSaysNothingIsIgnored() throws Exception {
        DataMessage data = DataMessage.builder()
                .body("x")
                .preview(List.of(new Preview("anything", " \u0007", null)))
                .build();

        assertThat(read(data).preview()).isNull();
    }

    @Test
    void aQuoteNamesAMessageOfSomeone() {
        for (Quote quote :
                List.of(new Quote(1, "someone", null, List.of()), new Quote(-1, BOB.toString(), null, List.of()))) {
            assertThatThrownBy(() ->
                            read(DataMessage.builder().body("x").quote(quote).build()))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void mentionsAreFoundInTheText() {
        SessionId blinded = id(IdKind.BLINDED_25, 0x22);
        String text = "hi " + Mention.format(ALICE) + ", @05ab and @"
                + blinded.toString().toUpperCase(Locale.ROOT) + Mention.format(BOB) + " @03" + "00".repeat(32);

        assertThat(Mention.listIn(text))
                .containsExactly(new Mention(ALICE, 3, 70), new Mention(blinded, 82, 149), new Mention(BOB, 149, 216));
    }

    @Test
    void whoIsMentionedOrQuotedIsAddressed() {
        TextMessage mention = TextMessage.of("@" + ALICE + " look");
        TextMessage quote = TextMessage.builder("yes")
                .quote(new MessageReference(ALICE, Instant.EPOCH))
                .build();

        assertThat(List.of(mention, quote)).allMatch(message -> message.addresses(ALICE) && !message.addresses(BOB));
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        TextMessage message = TextMessage.of("a😂b");

        assertThat(message.bodyUpTo(2)).isEqualTo("a😂");
        assertThat(message.bodyUpTo(3)).isEqualTo("a😂b");
    }

    private static Reason refusal(DataMessage.Builder data) {
        return catchThrowableOfType(MessageRefusedException.class, () -> read(data.build()))
                .reason();
    }

    private static TextMessage read(DataMessage data) throws Exception {
        return (TextMessage) Message.of(Content.builder().dataMessage(data).build());
    }

    private static SessionId id(IdKind kind, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return SessionId.of(kind, key);
    }
}
