package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.message.MessageRefusedException.Reason;

class AttachmentTest {

    private static final String URL = "http://filev2.getsession.org/file/1234";
    private static final Bytes LEGACY_KEY = Bytes.of(new byte[64]);
    private static final Bytes KEY = Bytes.of(new byte[32]);
    private static final Bytes DIGEST = Bytes.of(new byte[32]);

    @Test
    void aVoiceMessageIsWrittenAsTheAppsWriteIt() {
        Attachment voice = Attachment.builder(URL, LEGACY_KEY)
                .digest(DIGEST)
                .size(5555)
                .contentType("audio/aac")
                .fileName("v.aac")
                .voice()
                .build();
        TextMessage message = TextMessage.builder().attachment(voice).build();

        assertThat(Hex.format(message.toContent(Instant.ofEpochMilli(1_763_884_800_123L))
                        .encode()))
                .isEqualTo("0ab00112ad0109d2040000000000001209617564696f2f6161631a40" + "00".repeat(64) + "20b32b3220"
                        + "00".repeat(32) + "3a05762e6161634001aa0626"
                        + Bytes.utf8(URL).toHex()
                        + "6000680078fbb0e8fdaa33");
    }

    @Test
    void theNumberOfAFileIsToldToOldReaders() {
        assertThat(List.of("/file/77", "/file/77/?a=1#d", "/files/77#p=ab", "/file/x77", "/file/" + "9".repeat(19)))
                .extracting(path -> Attachment.builder("https://a.example" + path, KEY)
                        .build()
                        .toPointer()
                        .id())
                .containsExactly(77L, 77L, 77L, 0L, 0L);
    }

    @Test
    void theMediaTypeSaysWhatAFileIsShownAs() {
        assertThat(List.of("image/webp", "IMAGE/GIF", "audio/mpeg", "video/mp4", "application/pdf"))
                .extracting(type ->
                        Attachment.builder(URL, KEY).contentType(type).build().kind())
                .containsExactly(
                        Attachment.Kind.IMAGE,
                        Attachment.Kind.ANIMATED_IMAGE,
                        Attachment.Kind.AUDIO,
                        Attachment.Kind.VIDEO,
                        Attachment.Kind.FILE);
        assertThat(read(pointer -> pointer.contentType("audio/aac").flags(3L)).kind())
                .isEqualTo(Attachment.Kind.VOICE);
        assertThat(read(pointer -> pointer.contentType("video/mp4").flags(1L)).kind())
                .isEqualTo(Attachment.Kind.VIDEO);
    }

    @Test
    void whatIsMissingOrOddInTheDescriptionIsLeftOut() {
        Attachment bare = read(pointer -> pointer);

        assertThat(bare).isEqualTo(Attachment.builder(URL, KEY).build());
        assertThat(read(pointer -> pointer.contentType("nonsense").fileName("").caption(" \u0001 ")))
                .isEqualTo(bare);
        assertThat(read(pointer -> pointer.width(0L).height(7L))).isEqualTo(bare);
        assertThat(read(pointer -> pointer.width(7L).height(65_536L))).isEqualTo(bare);
        assertThat(read(pointer -> pointer.width(7L))).isEqualTo(bare);
        assertThat(read(pointer -> pointer.digest(Bytes.empty()))).isEqualTo(bare);
    }

    @Test
    void aFileNameLeadsNowhere() {
        assertThat(List.of("../../etc/passwd", "C:\\x\u0000.exe", "..", "a\u202egpj.exe", "n".repeat(300)))
                .extracting(name -> read(pointer -> pointer.fileName(name)).fileName())
                .containsExactly(".._.._etc_passwd", "C:_x.exe", null, "agpj.exe", "n".repeat(255));
    }

    @Test
    void aFileLiesOnAFileServer() {
        for (String url : List.of(
                "",
                "ftp://a.example/file/1",
                "file:///file/1",
                "//a.example/file/1",
                "http://a.example/x/file/1",
                "http://user@a.example/file/1",
                "http://a.example/file/",
                "http://a.example/file/1/2",
                "http://a.example/file/../1",
                "http://a.example/file/%31",
                "http://a.example/file/1 #d",
                "http://a.example/file/1#\u202e",
                "http://a.example:123456/file/1",
                "http://a.example/file/" + "a".repeat(45),
                "http://a.example/file/1#" + "a".repeat(5000),
                "https://example.com/test/test2")) {
            assertThat(refusal(pointer -> pointer.url(url))).as(url).isEqualTo(Reason.FOREIGN_URL);
        }
        for (String url : List.of(
                "https://example.com/file/abc123/",
                "HTTP://[::1]:8000/file/abc123",
                "http://192.168.1.2:8000/files/abc_-123?x=1#p=" + "01".repeat(32) + "&d=")) {
            assertThat(read(pointer -> pointer.url(url)).url()).isEqualTo(url);
        }
    }

    @Test
    void aSizeThatNoFileHasIsRefused() {
        for (long size : new long[] {Attachment.MAX_SIZE + 1, 0xffff_ffffL}) {
            assertThat(refusal(pointer -> pointer.size(size))).isEqualTo(Reason.ATTACHMENT_TOO_LARGE);
        }
        assertThat(read(pointer -> pointer.size(Attachment.MAX_SIZE)).size()).isEqualTo(Attachment.MAX_SIZE);
    }

    @Test
    void withoutWhatDecryptsItAFileIsMalformed() {
        List<UnaryOperator<AttachmentPointer.Builder>> pointers = List.of(
                pointer -> pointer.url(null),
                pointer -> pointer.key(null),
                pointer -> pointer.key(Bytes.empty()),
                pointer -> pointer.key(Bytes.of(new byte[33])),
                pointer -> pointer.key(LEGACY_KEY),
                pointer -> pointer.digest(Bytes.of(new byte[31])));

        assertThat(pointers)
                .allSatisfy(
                        change -> assertThatThrownBy(() -> message(change)).isInstanceOf(MalformedDataException.class));
        assertThat(read(pointer -> pointer.key(LEGACY_KEY).digest(DIGEST)).key())
                .isEqualTo(LEGACY_KEY);
    }

    @Test
    void anAttachmentThatAppsWouldNotReadIsNotMade() {
        List<ThrowingCallable> attachments = List.of(
                () -> Attachment.builder("http://a.example/1", KEY).build(),
                () -> Attachment.builder(URL, LEGACY_KEY).build(),
                () -> Attachment.builder(URL, KEY).size(-1).build(),
                () -> Attachment.builder(URL, KEY).size(Attachment.MAX_SIZE + 1).build(),
                () -> Attachment.builder(URL, KEY).contentType("text").build(),
                () -> Attachment.builder(URL, KEY).fileName("a/b").build(),
                () -> Attachment.builder(URL, KEY).fileName("..").build(),
                () -> Attachment.builder(URL, KEY).caption("two\nlines").build(),
                () -> Attachment.builder(URL, KEY).dimensions(0, 1),
                () -> Attachment.builder(URL, KEY).voice().build());

        assertThat(attachments)
                .allSatisfy(attachment -> assertThatThrownBy(attachment).isInstanceOf(IllegalArgumentException.class));
    }

    private static Reason refusal(UnaryOperator<AttachmentPointer.Builder> change) {
        return catchThrowableOfType(MessageRefusedException.class, () -> message(change))
                .reason();
    }

    private static Attachment read(UnaryOperator<AttachmentPointer.Builder> change) {
        try {
            return message(change).attachments().get(0);
        } catch (MalformedDataException | MessageRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static TextMessage message(UnaryOperator<AttachmentPointer.Builder> change)
            throws MalformedDataException, MessageRefusedException {
        AttachmentPointer.Builder good = AttachmentPointer.builder().url(URL).key(KEY);
        DataMessage data = DataMessage.builder()
                .attachments(List.of(change.apply(good).build()))
                .build();
        return (TextMessage) Message.of(Content.builder().dataMessage(data).build());
    }
}
