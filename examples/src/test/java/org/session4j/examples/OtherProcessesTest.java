package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network in one JVM, and people in others who know nothing of it but the URL of its seed. */
@Timeout(900)
class OtherProcessesTest {

    private static final String ID = "05" + "ab".repeat(32);

    private static Program testnet;
    private static String seed;

    @BeforeAll
    static void startTestnet() throws IOException {
        testnet = Program.start("testnet", "--nodes", "12", "--swarms", "2", "--register", "alice=" + ID);
        JsonNode first = JsonMapper.builder().build().readTree(testnet.output().readLine());
        seed = first.get("seed").asText();
        assertThat(seed).matches("http://127\\.0\\.0\\.1:[0-9]+");
    }

    @AfterAll
    static void stopTestnet() throws InterruptedException {
        testnet.close();
    }

    @Test
    void quickstartTalksOverThreeHops() throws Exception {
        Program quickstart = Program.start("quickstart", "--seed", seed, "--insecure-seed");
        List<String> output = quickstart.output().lines().collect(Collectors.toList());
        assertThat(quickstart.exitCode()).as(String.join("\n", output)).isZero();
        assertThat(output).anyMatch(line -> line.startsWith("crypto backend"));
        assertThat(output).anyMatch(line -> line.contains("\"Hello from Alice\""));
        assertThat(output).anyMatch(line -> line.matches("path of alice .* > .* > .*"));
    }

    @Test
    void whatOneProcessSendsAnotherOneHears() throws Exception {
        Program listen = Program.start(
                "listen", "--seed", seed, "--insecure-seed", "--json", "--count", "2", "--seconds", "600");
        String id = listen.errors()
                .lines()
                .filter(line -> line.startsWith("listening as "))
                .findFirst()
                .orElseThrow()
                .substring("listening as ".length());

        for (String text : List.of("one \"quoted\"", "two")) {
            Program send = Program.start("send", "--seed", seed, "--insecure-seed", id, text);
            assertThat(send.output().readLine()).startsWith("sent by 05");
            assertThat(send.exitCode()).isZero();
        }

        List<JsonNode> heard = new ArrayList<>();
        for (String line : listen.output().lines().collect(Collectors.toList())) {
            heard.add(JsonMapper.builder().build().readTree(line));
        }
        assertThat(listen.exitCode()).isZero();
        assertThat(heard).extracting(message -> message.get("text").asText()).containsExactly("one \"quoted\"", "two");
        assertThat(heard).allSatisfy(message -> {
            assertThat(message.fieldNames())
                    .toIterable()
                    .containsExactly("sender", "conversation", "text", "timestamp");
            assertThat(message.get("conversation")).isEqualTo(message.get("sender"));
            assertThat(message.get("timestamp").isIntegralNumber()).isTrue();
        });
    }

    @Test
    void aNameLeadsToItsId() throws Exception {
        Program name = Program.start("name", "Alice", "--seed", seed, "--insecure-seed");
        assertThat(name.output().lines()).containsExactly(ID);
        assertThat(name.exitCode()).isZero();
    }
}
