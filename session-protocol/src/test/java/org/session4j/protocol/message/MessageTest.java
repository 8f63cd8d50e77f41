package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;

class MessageTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_763_884_800_123L);
    private static final SessionId PEER = SessionId.of(IdKind.STANDARD, new byte[32]);

    /** Each sets one component; in the order in which they count. */
    private static final List<UnaryOperator<Content.Builder>> BY_RANK = List.of(
            content -> content.receiptMessage(new ReceiptMessage(ReceiptMessage.Type.READ, List.of())),
            content -> content.typingMessage(new TypingMessage(1, TypingMessage.Action.STOPPED)),
            content -> content.dataExtractionNotification(
                    new DataExtractionNotification(DataExtractionNotification.Type.SCREENSHOT, null)),
            content -> content.dataMessage(
                    data().flags(DataMessage.EXPIRATION_TIMER_UPDATE).build()),
            content -> content.unsendRequest(new UnsendRequest(1, "")),
            content -> content.messageRequestResponse(new MessageRequestResponse(true, null, null)),
            content -> content.callMessage(
                    new CallMessage(CallMessage.Type.END_CALL, List.of(), List.of(), List.of(), "")),
            content -> content.dataMessage(
                    data().groupUpdateMessage(new GroupUpdateMessage(null, null, null, null, null, null, null, null))
                            .build()),
            content -> content.dataMessage(data().reaction(new Reaction(1, "", null, Reaction.Action.REACT))
                    .build()),
            content -> content.dataMessage(
                    data().communityInvitation(new OpenGroupInvitation("", "")).build()),
            content -> content.dataMessage(data().body("x").build()),
            content -> content.dataMessage(data().build()),
            content -> content.sharedConfigMessage(
                    new SharedConfigMessage(SharedConfigMessage.Kind.CONTACTS, 1, Bytes.empty())),
            content -> content.senderKeyFrame(Bytes.of(new byte[1])),
            content -> content);

    @Test
    void theFirstKindInAndroidsOrderCounts() {
        for (int rank = 0; rank < BY_RANK.size(); rank++) {
            Content.Builder content = Content.builder();
            // From the last to the first, since the data messages replace each other.
            List<UnaryOperator<Content.Builder>> set = new ArrayList<>(BY_RANK.subList(rank, BY_RANK.size()));
            for (int i = set.size() - 1; i >= 0; i--) {
                content = set.get(i).apply(content);
            }
            assertThat(MessageKind.of(content.build()))
                    .isEqualTo(List.of(MessageKind.values()).get(rank));
        }
    }

    @Test
    void aTextIsWrittenAsTheAppsWriteIt() {
        Content content = TextMessage.builder("hello")
                .profile(new Profile("Alice", null, null, Instant.ofEpochSecond(1_763_884_000)))
                .build()
                .toContent(NOW);

        assertThat(Hex.format(content.encode()))
                .isEqualTo("0a170a0568656c6c6faa060d0a05416c69636518e0f78ac9066000680078fbb0e8fdaa33");
    }

    @Test
    void aTextIsReadBackEqual() throws Exception {
        Profile profile =
                new Profile("Alice", "http://a.example/file/1", Bytes.of(new byte[32]), Instant.ofEpochSecond(9));
        TextMessage text =
                TextMessage.builder("hello").profile(profile).syncTarget(PEER).build();

        assertThat(Message.of(text.toContent(NOW))).isEqualTo(text);
    }

    @Test
    void whatHasNoTypeOfItsOwnKeepsItsKindAndContent() throws Exception {
        Content group = BY_RANK.get(7).apply(Content.builder()).build();
        Content delivered = Content.builder()
                .receiptMessage(new ReceiptMessage(ReceiptMessage.Type.DELIVERY, List.of(1L)))
                .build();
        Content refused = Content.builder()
                .messageRequestResponse(new MessageRequestResponse(false, null, null))
                .build();

        assertThat(Message.of(group)).isEqualTo(new OtherMessage(MessageKind.GROUP_UPDATE, group));
        assertThat(Message.of(delivered)).isEqualTo(new OtherMessage(MessageKind.RECEIPT, delivered));
        assertThat(Message.of(refused)).isEqualTo(new OtherMessage(MessageKind.REQUEST_RESPONSE, refused));
    }

    @Test
    void whatIsOfNoKnownKindIsNotDropped() throws Exception {
        Content empty = Content.builder().build();

        assertThat(Message.of(empty)).isEqualTo(new UnknownMessage(empty));
    }

    @Test
    void aDataMessageWithoutWordsIsNoText() throws Exception {
        Content blank =
                Content.builder().dataMessage(data().body(" \n").build()).build();

        assertThat(Message.of(blank)).isEqualTo(new OtherMessage(MessageKind.DATA, blank));
    }

    @Test
    void aBlankTextIsNotSent() {
        assertThatThrownBy(() -> TextMessage.of(" \t")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSyncTargetIsAUser() {
        TextMessage.Builder builder = TextMessage.builder("x");

        assertThatThrownBy(() -> builder.syncTarget(SessionId.of(IdKind.GROUP, new byte[32])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DataMessage.Builder data() {
        return DataMessage.builder();
    }
}
