package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** The plaintexts of answers, and v4 requests. */
class AnswerTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().map(text -> new String(utf8(text), StandardCharsets.UTF_8));
    }

    @Property
    void theBodyOfANodeAnswerSurvives(@ForAll("texts") String body, @ForAll int status) throws Exception {
        assertThat(NodeAnswer.decode(NodeAnswer.encode(status, body)))
                .isEqualTo(new OnionAnswer(status, Map.of(), Bytes.utf8(body)));
    }

    @Test
    void anEmbeddedBodyIsHandedOutAsItsText() throws Exception {
        String body = "{\"hf\":[19,5],\"swarm_id\":18446744073709551614,\"text\":\"\u00e4\"}";
        assertThat(NodeAnswer.decode(NodeAnswer.encodeEmbedded(200, body)).body())
                .isEqualTo(Bytes.utf8(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status_code\":404,\"status\":200} | 404",
                "{\"status_code\":\"404\",\"status\":200} | 200",
                "{\"status\":200.0} | 200",
                " {\"x\":1,\"status\":1,\"status\":503} | 503"
            })
    void theStatusIsTheFirstNumber(String plaintext, int status) throws Exception {
        OnionAnswer answer = NodeAnswer.decode(utf8(plaintext));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "200",
                "{\"status\":\"200\"}",
                "{\"status\":200.5}",
                "{\"status\":99999999999}",
                "{\"status\":200}x",
                "{\"status\":200}{}",
                "{'status':200}",
                "{\"status\":200,}"
            })
    void aNodeAnswerWithoutStatusOrNotJsonIsRefused(String plaintext) {
        assertThatThrownBy(() -> NodeAnswer.decode(utf8(plaintext))).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void headersAreHandedOutInLowerCase() throws Exception {
        assertThat(NodeAnswer.decode(utf8("{\"headers\":{\"X-A\":\"b\",\"N\":1,\"o\":{}},\"status\":200}"))
                        .headers())
                .isEqualTo(Map.of("x-a", "b", "n", "1"));
        assertThat(NodeAnswer.decode(utf8("{\"headers\":\"\",\"status\":200}")).headers())
                .isEmpty();
    }

    @Test
    void aV4RequestIsWrittenWithItsKeysInOrder() throws Exception {
        V4Request request = new V4Request("POST", "/room/x?a=\"b\"", Map.of("b", "2", "X-A", "1"), Bytes.utf8("body"));
        assertThat(new String(request.encode(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "l76:{\"endpoint\":\"/room/x?a=\\\"b\\\"\",\"headers\":{\"X-A\":\"1\",\"b\":\"2\"},\"method\":\"POST\"}"
                                + "4:bodye");
        assertThat(V4Request.decode(request.encode()))
                .isEqualTo(new V4Request("POST", "/room/x?a=\"b\"", Map.of("b", "2", "x-a", "1"), Bytes.utf8("body")));
    }

    @Test
    void postAndPutHaveABodyAndOthersHaveNone() {
        assertThatThrownBy(() -> new V4Request("POST", "/x", Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new V4Request("GET", "/x", Map.of(), Bytes.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new String(new V4Request("PUT", "/x", Map.of(), Bytes.empty()).encode(), StandardCharsets.UTF_8))
                .endsWith("0:e");
    }

    @Test
    void hostAndLengthAreNotSentAsHeaders() {
        for (String name : new String[] {"Host", "content-length"}) {
            assertThatThrownBy(() -> new V4Request("GET", "/x", Map.of(name, "1"), null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"endpoint\":\"nowhere\",\"headers\":{},\"method\":\"GET\"}",
                "{\"endpoint\":\"/x\",\"headers\":{},\"method\":\"POST\"}",
                "{\"endpoint\":\"/x\",\"headers\":{\"Host\":\"y\"},\"method\":\"GET\"}",
                "{\"endpoint\":7,\"headers\":{},\"method\":\"GET\"}",
                "{\"endpoint\":\"/x\"}",
                "{}",
                "[]"
            })
    void aV4RequestThatIsNoneIsRefused(String metadata) {
        byte[] encoded = new V4Frame(metadata, null).encode();
        assertThatThrownBy(() -> V4Request.decode(encoded)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void stringsAfterTheSecondAreIgnoredButMustBeThere() throws Exception {
        String list = "l12:{\"code\":200}2:hi3:xyz0:e";
        assertThat(V4Response.decode(utf8(list))).isEqualTo(new OnionAnswer(200, Map.of(), Bytes.utf8("hi")));
        for (String bad :
                new String[] {"l12:{\"code\":200}2:hi9:xyze", "l12:{\"code\":200}2:hi3:xyz", "l12:{\"code\":200}2:hixe"
                }) {
            assertThatThrownBy(() -> V4Response.decode(utf8(bad))).isInstanceOf(MalformedDataException.class);
        }
    }

    @Property
    void aV4AnswerSurvives(@ForAll int status, @ForAll("texts") String value, @ForAll byte[] body) throws Exception {
        OnionAnswer answer = new OnionAnswer(status, Map.of("name", value), Bytes.of(body));
        assertThat(V4Response.decode(V4Response.encode(answer))).isEqualTo(answer);
        OnionAnswer empty = new OnionAnswer(status, Map.of(), null);
        assertThat(V4Response.decode(V4Response.encode(empty))).isEqualTo(empty);
    }
}
