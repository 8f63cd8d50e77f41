package org.session4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Hex;
import org.session4j.protocol.crypto.Crypto;

class PeerLoopTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final String HASH = "{\"op\":\"hash\",\"size\":32,\"msg\":\"\"}\n";

    @Test
    void every_request_gets_an_answer_on_its_own_line_in_order() throws IOException {
        List<JsonNode> answers = ask(HASH + "{\"op\":\"nothing\"}\n" + HASH);

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).isEqualTo(answers.get(2));
        assertThat(answers.get(0).get("ok").booleanValue()).isTrue();
        assertThat(answers.get(0).get("hash").textValue()).isEqualTo(Hex.format(CRYPTO.blake2b(32, null, null)));
        assertThat(answers.get(1).get("ok").booleanValue()).isFalse();
        assertThat(answers.get(1).get("error").textValue()).isEqualTo("unknown operation nothing");
    }

    @Test
    void the_last_line_needs_no_end() throws IOException {
        assertThat(ask(HASH.strip())).hasSize(1);
    }

    @Test
    void no_input_gives_no_output() throws IOException {
        assertThat(ask("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{",
                "[]",
                "7",
                "null",
                "{}",
                "{\"op\":7}",
                "{\"op\":\"hash\"}",
                "{\"op\":\"hash\",\"size\":32,\"msg\":\"0\"}",
                "{\"op\":\"hash\",\"size\":99999999999,\"msg\":\"\"}",
                "{\"op\":\"hash\",\"size\":1,\"msg\":\"\"}",
                "{\"op\":\"hash\",\"size\":32,\"msg\":\"\",\"_rand\":7}",
                "{\"op\":\"hash\",\"size\":32,\"msg\":\"\",\"_rand\":[\"00\"]}",
                "{\"op\":\"hash\",\"size\":32,\"msg\":\"\"} {}"
            })
    void a_bad_request_gets_an_error_and_the_loop_goes_on(String request) throws IOException {
        List<JsonNode> answers = ask(request + "\n" + HASH);

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).get("ok").booleanValue()).isFalse();
        assertThat(answers.get(0).get("error").textValue()).doesNotStartWith("internal error");
        assertThat(answers.get(1).get("ok").booleanValue()).isTrue();
    }

    @Test
    void deep_nesting_gets_an_error() throws IOException {
        assertThat(ask("[".repeat(2_000_000) + "\n" + HASH)).hasSize(2);
    }

    @Test
    void a_line_that_is_too_long_gets_an_error_and_the_loop_goes_on() throws IOException {
        byte[] line = new byte[PeerLoop.MAX_LINE_BYTES + 2];
        line[line.length - 1] = '\n';
        InputStream next = new ByteArrayInputStream(HASH.getBytes(StandardCharsets.UTF_8));

        List<JsonNode> answers = answers(new SequenceInputStream(new ByteArrayInputStream(line), next));

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).get("error").textValue()).contains("at most");
        assertThat(answers.get(1).get("ok").booleanValue()).isTrue();
    }

    @Property
    void any_bytes_get_answers_and_no_internal_error(@ForAll byte[] bytes) throws IOException {
        for (JsonNode answer : answers(new ByteArrayInputStream(bytes))) {
            assertThat(answer.get("ok").booleanValue()).isFalse();
            assertThat(answer.get("error").textValue()).doesNotStartWith("internal error");
        }
    }

    private static List<JsonNode> ask(String requests) throws IOException {
        return answers(new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<JsonNode> answers(InputStream requests) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        new PeerLoop(CRYPTO).run(requests, answers);
        return answers.toString(StandardCharsets.UTF_8).lines().map(Json::parse).toList();
    }
}
