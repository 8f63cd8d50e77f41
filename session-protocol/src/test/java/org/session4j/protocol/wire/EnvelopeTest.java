package org.session4j.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.proto.RandomTree;
import org.session4j.protocol.internal.proto.SchemaText;
import org.session4j.protocol.internal.proto.SessionProtos;

/** Envelope and wrapper. */
class EnvelopeTest {

    private static final Bytes PRO_SIG = Bytes.of(new byte[64]);

    @Test
    void theTablesSayWhatSessionProtoSays() throws Exception {
        SortedSet<String> file = SchemaText.ofFile(Path.of("src/main/protobuf/session.proto"));
        file.removeIf(line ->
                !line.matches("(Envelope|WebSocket\\w+):.*|enum Type: (\\w+_MESSAGE|UNKNOWN|REQUEST|RESPONSE) .*"));
        SortedSet<String> tables = new TreeSet<>(SchemaText.ofTables(Envelope.SCHEMA, WebSocketMessage.SCHEMA));

        // The one difference: an envelope without content is of no use to anyone.
        assertThat(tables.remove("Envelope: required bytes content = 8")).isTrue();
        tables.add("Envelope: optional bytes content = 8");
        assertThat(tables).isEqualTo(file);
    }

    @Test
    void anEnvelopeIsWrittenAsTheAppsWriteIt() {
        Envelope envelope = Envelope.of(Envelope.Type.SESSION_MESSAGE, 300, Bytes.of((byte) 0xaa), PRO_SIG);

        assertThat(Hex.format(envelope.encode()))
                .isEqualTo("0806" + "28ac02" + "3801" + "4201aa" + "5a40" + "00".repeat(64));
    }

    @Test
    void aWrapperIsWrittenAsTheAppsWriteIt() {
        assertThat(Hex.format(WebSocketMessage.wrap(new byte[] {7})))
                .isEqualTo("0801" + "1209" + "0a00" + "1200" + "1a0107" + "2000");
    }

    @Test
    void sourceDeviceAndSignatureMayBeAbsent() throws Exception {
        Envelope envelope = Envelope.decode(Hex.parse("080628ac024201aa"));

        assertThat(envelope.sourceDevice()).isNull();
        assertThat(envelope.proSig()).isNull();
        assertThat(Hex.format(envelope.encode())).isEqualTo("080628ac024201aa");
    }

    @Test
    void aSignatureOfAnyOtherLengthThan64IsRefused() throws Exception {
        for (int length : new int[] {0, 63, 65, 128}) {
            byte[] bytes = Hex.parse("080628ac024201aa5a"
                    + (length < 128 ? Hex.format(new byte[] {(byte) length}) : "8001") + "00".repeat(length));
            assertThatThrownBy(() -> Envelope.decode(bytes))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("64");
        }
        assertThatThrownBy(() -> Envelope.of(Envelope.Type.SESSION_MESSAGE, 1, Bytes.empty(), Bytes.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEnvelopeWithoutContentIsRefused() {
        assertThatThrownBy(() -> Envelope.decode(Hex.parse("080628ac02")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("content");
    }

    @Test
    void anEnvelopeOfAnUnknownTypeIsRefused() {
        assertThatThrownBy(() -> Envelope.decode(Hex.parse("080128ac024201aa")))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aWrapperWithoutARequestOrABodyIsRefused() {
        for (String hex : new String[] {"", "0801", "08011200", "0802120320010a"}) {
            assertThatThrownBy(() -> WebSocketMessage.unwrap(Hex.parse(hex)))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void onlyTheBodyOfAWrapperMatters() throws Exception {
        assertThat(WebSocketMessage.unwrap(Hex.parse("12031a0107"))).containsExactly(7);
    }

    @Property
    void anyWrapperIsReadBackEqual(@ForAll long seed) throws Exception {
        WebSocketMessage message = WebSocketMessage.SCHEMA.ofTree(RandomTree.of(WebSocketMessage.SCHEMA, seed));
        byte[] bytes = message.encode();

        assertThat(WebSocketMessage.decode(bytes)).isEqualTo(message);
        assertThat(SessionProtos.WebSocketMessage.parseFrom(bytes).toByteArray())
                .isEqualTo(bytes);
    }

    @Property
    void anyEnvelopeIsReadBackEqual(
            @ForAll long timestamp, @ForAll byte[] content, @ForAll boolean group, @ForAll boolean signed)
            throws Exception {
        Envelope.Type type = group ? Envelope.Type.CLOSED_GROUP_MESSAGE : Envelope.Type.SESSION_MESSAGE;
        Envelope envelope = new Envelope(type, null, timestamp, null, Bytes.of(content), null, signed ? PRO_SIG : null);
        byte[] bytes = envelope.encode();

        assertThat(Envelope.decode(bytes)).isEqualTo(envelope);
        assertThat(SessionProtos.Envelope.parseFrom(bytes).toByteArray()).isEqualTo(bytes);
    }

    @Property
    void anyBytesAreReadOrMalformed(@ForAll byte[] bytes) {
        try {
            assertThat(Envelope.decode(bytes).content()).isNotNull();
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
        try {
            assertThat(WebSocketMessage.unwrap(bytes)).isNotNull();
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
