package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

class ContentTest {

    private static final Content TEXT = Content.builder()
            .dataMessage(DataMessage.builder().body("x").build())
            .sigTimestamp(5L)
            .build();

    @Test
    void fieldsAreWrittenInAscendingOrder() {
        assertThat(Hex.format(TEXT.encode())).isEqualTo("0a030a0178" + "7805");
    }

    @Test
    void aFieldThatIsSetIsWrittenEvenIfItIsZeroFalseOrEmpty() {
        Content content = Content.builder()
                .dataMessage(DataMessage.builder()
                        .body("")
                        .profileKey(Bytes.empty())
                        .blocksCommunityMessageRequests(false)
                        .build())
                .expirationType(ExpirationType.UNKNOWN)
                .expirationTimer(0L)
                .sigTimestamp(0L)
                .build();

        assertThat(Hex.format(content.encode()))
                .isEqualTo("0a07" + "0a00" + "3200" + "d00600" + "6000" + "6800" + "7800");
    }

    @Test
    void aFieldThatIsAbsentIsNull() throws Exception {
        assertThat(Content.decode(new byte[0])).isEqualTo(Content.builder().build());
    }

    @Test
    void unknownFieldsArePassedOverWhateverTheirWireType() throws Exception {
        String varint = "a01f07";
        String fixed64 = "a11f0102030405060708";
        String text = "a21f02abcd";
        String group = "a31f" + "0801" + "130801" + "14" + "a41f";
        String fixed32 = "a51f01020304";

        assertThat(decode(varint + "0a030a0178" + fixed64 + text + group + fixed32 + "7805"))
                .isEqualTo(TEXT);
    }

    @Test
    void ofASingleFieldGivenTwiceTheLastCounts() throws Exception {
        assertThat(decode("7801" + "7802").sigTimestamp()).isEqualTo(2);
    }

    @Test
    void anEmbeddedMessageGivenTwiceIsMerged() throws Exception {
        // A quote whose required fields are spread over two parts of the data message.
        Content content = decode("0a04" + "42020807" + "0a05" + "4203120141");

        assertThat(content.dataMessage()).extracting(DataMessage::quote).isEqualTo(new Quote(7, "A", null, List.of()));
    }

    @Test
    void aMissingRequiredFieldSpoilsTheWholeMessageAtWhateverDepth() {
        assertThatThrownBy(() -> decode("7805" + "0a04" + "42020807"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("author");
    }

    @Test
    void anEnumNumberThatIsNotListedCountsAsAnUnknownField() throws Exception {
        assertThat(decode("6063").expirationType()).isNull();
        assertThatThrownBy(() -> decode("3204" + "0805" + "1009")).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aKnownFieldOfTheWrongWireTypeCountsAsUnknown() throws Exception {
        assertThat(decode("7a0105").sigTimestamp()).isNull();
    }

    @Test
    void packedAndUnpackedNumbersAreBothRead() throws Exception {
        ReceiptMessage receipt = new ReceiptMessage(ReceiptMessage.Type.READ, List.of(1L, 2L, 300L));

        assertThat(decode("2a09" + "0801" + "1001" + "1002" + "10ac02").receiptMessage())
                .isEqualTo(receipt);
        assertThat(decode("2a08" + "0801" + "1204" + "0102ac02").receiptMessage())
                .isEqualTo(receipt);
    }

    @Test
    void numbersAreUnsigned() throws Exception {
        Content content = decode("78ffffffffffffffffff01" + "68ffffffffffffffffff01");

        assertThat(content.sigTimestamp()).isEqualTo(-1);
        assertThat(content.expirationTimer()).isEqualTo(0xffff_ffffL);
        assertThat(ContentTree.of(content))
                .containsEntry("sigTimestamp", BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
    }

    @Test
    void a32BitNumberOutOfRangeIsTheCallersMistake() {
        Content content = Content.builder().expirationTimer(1L << 32).build();

        assertThatThrownBy(content::encode).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanTheGreatestLengthIsRefused() {
        assertThatThrownBy(() -> Content.decode(new byte[Content.MAX_LENGTH + 1]))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("1000001");
    }

    @Test
    void fewBytesDoNotBecomeManyObjects() {
        String packed = "12f0a204" + "01".repeat(70_000);

        assertThatThrownBy(() -> decode("2af6a204" + "0801" + packed))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void deeplyNestedGroupsAreRefused() {
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 0x13);

        assertThatThrownBy(() -> Content.decode(bytes))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void theTextOfARecordShowsNoneOfWhatPeopleWrote() {
        Content content = Content.builder()
                .dataMessage(DataMessage.builder()
                        .body("secret words")
                        .syncTarget("05ab")
                        .build())
                .sigTimestamp(1763884800123L)
                .build();

        assertThat(content + " " + content.dataMessage())
                .isEqualTo("Content[dataMessage, sigTimestamp] DataMessage[body, syncTarget]");
    }

    @Test
    void aBuilderThatBeginsWithAContentChangesNothingElse() {
        Content changed = TEXT.toBuilder().expirationTimer(7L).build();

        assertThat(changed.dataMessage()).isEqualTo(TEXT.dataMessage());
        assertThat(changed.toBuilder().expirationTimer(null).build()).isEqualTo(TEXT);
    }

    @Test
    void aTreeWithANameThatIsNoFieldIsRefused() {
        assertThatThrownBy(() -> ContentTree.toContent(Map.of("sigTimestamp", 5, "novel", 1)))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aTreeWithAValueOfTheWrongTypeIsRefused() {
        List<Map<String, ?>> trees = List.of(
                Map.of("sigTimestamp", "5"),
                Map.of("sigTimestamp", -1),
                Map.of("sigTimestamp", 1.5),
                Map.of("expirationTimer", 1L << 32),
                Map.of("expirationType", "SOMETIMES"),
                Map.of("expirationType", 1),
                Map.of("dataMessage", "x"),
                Map.of("dataMessage", Map.of("body", 1)),
                Map.of("dataMessage", Map.of("profileKey", "0")),
                Map.of("dataMessage", Map.of("attachments", Map.of("id", 1))),
                Map.of("dataMessage", Map.of("blocksCommunityMessageRequests", 1)),
                Map.of("unsendRequest", Map.of("timestamp", 1)));

        assertThat(trees)
                .allSatisfy(tree -> assertThatThrownBy(() -> ContentTree.toContent(tree))
                        .isInstanceOf(MalformedDataException.class));
    }

    private static Content decode(String hex) throws MalformedDataException {
        return Content.decode(Hex.parse(hex));
    }
}
