package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network in one JVM, and people in others who know nothing of it but the URL of its seed. */
@Timeout(900)
class OtherProcessesTest {

    private static final String ID = "05" + "ab".repeat(32);

    private static Process testnet;
    private static String seed;

    @BeforeAll
    static void startTestnet() throws IOException {
        testnet = start("testnet", "--nodes", "12", "--swarms", "2", "--register", "alice=" + ID);
        JsonNode first = JsonMapper.builder().build().readTree(lines(testnet).readLine());
        seed = first.get("seed").asText();
        assertThat(seed).matches("http://127\\.0\\.0\\.1:[0-9]+");
    }

    @AfterAll
    static void stopTestnet() throws InterruptedException {
        testnet.destroy();
        assertThat(testnet.waitFor(300, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void quickstartTalksOverThreeHops() throws Exception {
        Process quickstart = start("quickstart", "--seed", seed, "--insecure-seed");
        List<String> output = lines(quickstart).lines().collect(Collectors.toList());
        assertThat(quickstart.waitFor()).as(String.join("\n", output)).isZero();
        assertThat(output).anyMatch(line -> line.startsWith("crypto backend"));
        assertThat(output).anyMatch(line -> line.contains("\"Hello from Alice\""));
        assertThat(output).anyMatch(line -> line.matches("path of alice .* > .* > .*"));
    }

    @Test
    void whatOneProcessSendsAnotherOneHears() throws Exception {
        Process listen =
                start("listen", "--seed", seed, "--insecure-seed", "--json", "--count", "2", "--seconds", "600");
        BufferedReader errors =
                new BufferedReader(new InputStreamReader(listen.getErrorStream(), StandardCharsets.UTF_8));
        String id = errors.lines()
                .filter(line -> line.startsWith("listening as "))
                .findFirst()
                .orElseThrow()
                .substring("listening as ".length());

        for (String text : List.of("one \"quoted\"", "two")) {
            Process send = start("send", "--seed", seed, "--insecure-seed", id, text);
            assertThat(lines(send).readLine()).startsWith("sent by 05");
            assertThat(send.waitFor()).isZero();
        }

        List<JsonNode> heard = new ArrayList<>();
        for (String line : lines(listen).lines().collect(Collectors.toList())) {
            heard.add(JsonMapper.builder().build().readTree(line));
        }
        assertThat(listen.waitFor()).isZero();
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
        Process name = start("name", "Alice", "--seed", seed, "--insecure-seed");
        assertThat(lines(name).lines()).containsExactly(ID);
        assertThat(name.waitFor()).isZero();
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
