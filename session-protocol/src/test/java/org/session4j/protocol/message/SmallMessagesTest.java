package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.MessageRefusedException.Reason;

/** Everything that is no text: as the apps write it, and what is not read. */
class SmallMessagesTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_763_884_800_123L);
    private static final Instant BEFORE = Instant.ofEpochMilli(1_763_884_795_123L);
    private static final String AUTHOR = "05aa654f00fc39fc69fd0db829410ca38177d7732a8d2f0934ab3872ac56d5aa74";
    private static final String END = "78fbb0e8fdaa33";
    private static final String UUID_TEXT = "0b0e7f5c-7f6f-4d7e-9a53-0d7d7b0f8d11";

    @Test
    void contentsAreWrittenAsTheAppsWriteThem() throws Exception {
        SessionId peer = SessionId.parse(AUTHOR);
        MessageReference target = new MessageReference(peer, BEFORE);
        String reference = "08f389e8fdaa331242" + Bytes.utf8(AUTHOR).toHex();

        assertThat(hex(ReactionMessage.add(target, "😂")))
                .isEqualTo("0a555a53" + reference + "1a04f09f9882" + "2000" + "60006800" + END);
        assertThat(hex(TypingIndicator.STOPPED)).isEqualTo("320908fbb0e8fdaa331001" + END);
        assertThat(hex(ReadReceipt.of(List.of(BEFORE)))).isEqualTo("2a09080110f389e8fdaa33" + END);
        assertThat(hex(new Unsend(target))).isEqualTo("4a4b" + reference + END);
        assertThat(hex(DataExtraction.screenshot())).isEqualTo("42020801" + END);
        assertThat(hex(RequestAccepted.of())).isEqualTo("52020801" + END);
        assertThat(hex(Call.of(CallMessage.Type.END_CALL, UUID.fromString(UUID_TEXT), List.of())))
                .isEqualTo("1a2808052a24" + Bytes.utf8(UUID_TEXT).toHex() + END);
    }

    @Test
    void aSenderKeyFrameIsPassedOverByWhoeverDoesNotKnowItsField() throws Exception {
        SenderKeyFrame frame = new SenderKeyFrame(Bytes.of((byte) 0x11, (byte) 7));
        Content content = frame.toContent(NOW, Expiration.afterSend(Duration.ofHours(1)));

        assertThat(hex(frame)).isEqualTo(END + "e23e021107");
        assertThat(Message.of(Content.decode(content.encode()))).isEqualTo(frame);
        assertThat(MessageKind.isAllowedFromSelf(content)).isTrue();
        Content withText = new TextMessage("hi", List.of(), null, null, null, null)
                .toContent(NOW).toBuilder().senderKeyFrame(frame.bytes()).build();
        assertThat(MessageKind.of(withText)).isEqualTo(MessageKind.TEXT);
        assertThat(frame.toString()).isEqualTo("SenderKeyFrame");
        assertThatThrownBy(() -> new SenderKeyFrame(Bytes.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCopiedTimerChangeIsWrittenAsTheAppsWriteIt() throws Exception {
        Message copy = TimerChange.of(Expiration.afterSend(Duration.ofHours(12)))
                .syncCopy(SessionId.parse(AUTHOR))
                .orElseThrow();

        assertThat(hex(copy)).isEqualTo("0a472002ca0642" + Bytes.utf8(AUTHOR).toHex() + "600268c0d102" + END);
    }

    @Test
    void timesAreKeptInWholeMilliseconds() throws Exception {
        Instant fine = BEFORE.plusNanos(999_999);

        assertThat(new MessageReference(SessionId.parse(AUTHOR), fine).timestamp())
                .isEqualTo(BEFORE);
        assertThat(ReadReceipt.of(List.of(fine)).timestamps()).containsExactly(BEFORE);
        assertThat(DataExtraction.mediaSaved(fine).savedFrom()).isEqualTo(BEFORE);
    }

    @Test
    void whatNoAppWouldReadIsNotMade() throws Exception {
        MessageReference target = new MessageReference(SessionId.parse(AUTHOR), BEFORE);
        UUID call = UUID.fromString(UUID_TEXT);
        List<ThrowingCallable> messages = List.of(
                () -> ReactionMessage.add(target, ""),
                () -> ReactionMessage.add(target, "a b"),
                () -> ReactionMessage.add(target, "😂".repeat(17)),
                () -> ReadReceipt.of(List.of()),
                () -> ReadReceipt.of(Collections.nCopies(ReadReceipt.MAX_TIMESTAMPS + 1, BEFORE)),
                () -> ReadReceipt.of(List.of(Instant.MAX)),
                () -> ReadReceipt.of(List.of(Instant.EPOCH.minusMillis(1))),
                () -> CommunityInvitation.of("https://open.example.org/room", "Room"),
                () -> CommunityInvitation.of("https://open.example.org/room?public_key=" + "ab".repeat(32), "Ro\nom"),
                () -> Call.of(CallMessage.Type.OFFER, call, List.of()),
                () -> Call.candidates(call, List.of()),
                () -> new Call.IceCandidate("", 1L << 32, ""),
                () -> TypingIndicator.STARTED.toContent(Instant.MAX));

        assertThat(messages)
                .allSatisfy(message -> assertThatThrownBy(message).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void theLongestReceiptFitsIntoOneStoredMessage() {
        List<Instant> timestamps = Collections.nCopies(ReadReceipt.MAX_TIMESTAMPS, NOW);

        assertThat(ReadReceipt.of(timestamps).toContent(NOW).encode())
                .hasSizeLessThanOrEqualTo(DirectMessageCodec.MAX_CONTENT_LENGTH);
    }

    @Test
    void contentsOfTheWrongFormAreMalformed() {
        Content.Builder content = Content.builder();
        List<Content> contents = List.of(
                content.receiptMessage(new ReceiptMessage(ReceiptMessage.Type.READ, List.of()))
                        .build(),
                content.receiptMessage(new ReceiptMessage(ReceiptMessage.Type.READ, List.of(-1L)))
                        .build(),
                Content.builder().unsendRequest(new UnsendRequest(1, "someone")).build(),
                call(CallMessage.Type.ANSWER, List.of(), List.of(), UUID_TEXT),
                call(CallMessage.Type.ICE_CANDIDATES, List.of("a"), List.of(), UUID_TEXT),
                call(CallMessage.Type.ICE_CANDIDATES, List.of(), List.of(), UUID_TEXT),
                call(CallMessage.Type.END_CALL, List.of(), List.of(), "1-1-1-1-1"),
                data(DataMessage.builder().reaction(new Reaction(1, AUTHOR, null, Reaction.Action.REACT))),
                data(DataMessage.builder().reaction(new Reaction(1, "", "😂", Reaction.Action.REACT))),
                data(DataMessage.builder()
                        .communityInvitation(new OpenGroupInvitation(
                                "https://open.example.org/room?public_key=" + "ab".repeat(32), "\u0001"))));

        assertThat(contents)
                .allSatisfy(
                        bad -> assertThatThrownBy(() -> Message.of(bad)).isInstanceOf(MalformedDataException.class));
    }

    @Test
    void anInvitationThatLeadsToNoRoomIsRefused() {
        String key = "?public_key=" + "ab".repeat(32);
        for (String url : List.of(
                "https://open.example.org/" + key,
                "ftp://open.example.org/room" + key,
                "https://open.example.org/a/b/c" + key,
                "https://open.example.org/room?public_key=abab")) {
            Content content = data(DataMessage.builder().communityInvitation(new OpenGroupInvitation(url, "Room")));

            assertThat(refusal(content)).isEqualTo(Reason.FOREIGN_URL);
        }
    }

    @Test
    void typingWithATimestampOfItsOwnIsRefused() throws Exception {
        TypingMessage typing = new TypingMessage(1, TypingMessage.Action.STARTED);
        Content.Builder content = Content.builder().typingMessage(typing);

        assertThat(Message.of(content.build())).isEqualTo(TypingIndicator.STARTED);
        assertThat(Message.of(content.sigTimestamp(0L).build())).isEqualTo(TypingIndicator.STARTED);
        assertThat(refusal(content.sigTimestamp(2L).build())).isEqualTo(Reason.TIMESTAMP_MISMATCH);
    }

    private static String hex(Message message) {
        return Hex.format(message.toContent(NOW).encode());
    }

    private static Reason refusal(Content content) {
        return catchThrowableOfType(MessageRefusedException.class, () -> Message.of(content))
                .reason();
    }

    private static Content data(DataMessage.Builder data) {
        return Content.builder().dataMessage(data.build()).build();
    }

    private static Content call(CallMessage.Type type, List<String> sdps, List<Long> indexes, String uuid) {
        return Content.builder()
                .callMessage(new CallMessage(type, sdps, indexes, List.of(), uuid))
                .build();
    }
}
