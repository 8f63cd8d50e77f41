package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** The short cut reads what the JSON reader reads, and nothing else. */
class UsualAnswerTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable OnionAnswer usual(byte[] plaintext) {
        return UsualAnswer.read(plaintext, 0, plaintext.length);
    }

    private static OnionAnswer byJsonReader(byte[] plaintext) throws MalformedDataException {
        return NodeAnswer.decodeJson(plaintext, 0, plaintext.length);
    }

    /** As a server writes it, with some pieces that only a JSON reader, or none, understands. */
    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> body = Arbitraries.of(
                        "text",
                        "[]",
                        ",",
                        " ",
                        "\u007f",
                        "\\\"",
                        "\\\\",
                        "\\n",
                        "\\/",
                        "\\b",
                        "\\f",
                        "\\r",
                        "\\t",
                        "\\u0041",
                        "\\x",
                        "\\",
                        "\"",
                        "\n",
                        "\u00e4",
                        "\ud83d\ude00")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
        Arbitrary<String> status =
                Arbitraries.of("200}", "421}", "099}", "1}", "20000}", "2.0}", "-10}", "200,}", "200");
        return Combinators.combine(body, status).as((text, end) -> "{\"body\":\"" + text + "\",\"status\":" + end);
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.strings().ascii().ofMaxLength(200);
    }

    @Property(tries = 5000)
    void whateverItReadsTheJsonReaderReadsTheSame(@ForAll("answers") String text) throws Exception {
        byte[] plaintext = utf8(text);
        OnionAnswer usual = usual(plaintext);
        if (usual != null) {
            assertThat(byJsonReader(plaintext)).isEqualTo(usual);
        }
    }

    @Property
    void aChangedByteChangesNothingOfThat(
            @ForAll("bodies") String body, @ForAll @IntRange(max = 300) int at, @ForAll byte value) throws Exception {
        byte[] plaintext = NodeAnswer.encode(200, body);
        plaintext[at % plaintext.length] = value;
        OnionAnswer usual = usual(plaintext);
        if (usual != null) {
            assertThat(byJsonReader(plaintext)).isEqualTo(usual);
        }
    }

    @Property
    void bothReadWhatANodeWrites(@ForAll("bodies") String body, @ForAll @IntRange(min = 100, max = 999) int status)
            throws MalformedDataException {
        OnionAnswer expected = new OnionAnswer(status, Map.of(), Bytes.utf8(body));
        assertThat(byJsonReader(NodeAnswer.encode(status, body))).isEqualTo(expected);
        assertThat(NodeAnswer.decode(NodeAnswer.encode(status, body))).isEqualTo(expected);
    }

    @Test
    void jsonWithinTheBodyIsTakenFromTheBytesAsTheyStand() {
        String body = "{\"messages\":[{\"data\":\"CAESvA==\"}],\n\t\"path\":\"a\\\\b\"}";
        assertThat(usual(NodeAnswer.encode(200, body))).isEqualTo(new OnionAnswer(200, Map.of(), Bytes.utf8(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"body\":\"\",\"status\":20}",
                "{\"body\":\"\",\"status\":099}",
                "{\"body\":\"\",\"status\":200]",
                "{\"body\":\"\",\"status\":200} ",
                "{\"body\":\"\\\",\"status\":200}",
                "{\"body\":\"a\"b\",\"status\":200}",
                "{\"body\":\"\\u0041\",\"status\":200}",
                "{\"body\":\"\u00e4\",\"status\":200}",
                "{\"body\":\"\n\",\"status\":200}",
                "{\"body\":\"\",\"status\":200,\"status\":404}",
                "{\"body\":[],\"status\":200}"
            })
    void anyOtherFormIsLeftToTheJsonReader(String text) {
        assertThat(usual(utf8(text))).isNull();
    }
}
