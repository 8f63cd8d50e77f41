package org.session4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.conformance.VectorReport.Failure;
import org.session4j.conformance.VectorReport.FileResult;
import org.session4j.protocol.Hex;
import org.session4j.protocol.crypto.Crypto;

class VectorSuiteTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final String HASH_OF_NOTHING = Hex.format(CRYPTO.blake2b(32, null, null));
    private static final String GOOD_CASE =
            "[{\"op\":\"hash\",\"in\":{\"size\":32,\"msg\":\"\"},\"out\":{\"hash\":\"" + HASH_OF_NOTHING + "\"}}]";

    @TempDir
    Path directory;

    @Test
    void a_good_file_gives_a_line_and_the_total() throws IOException {
        write("libsession-x.json", GOOD_CASE);

        VectorReport report = run("");

        assertThat(report.isGreen()).isTrue();
        assertThat(printed(report))
                .containsExactly(
                        "vectors: libsession-x.json: 1 run, 1 passed, 0 failed",
                        "vectors: total: 1 run, 1 passed, 0 failed, crypto bouncycastle");
    }

    @Test
    void a_failing_case_is_named_with_its_file_and_the_reason() throws IOException {
        write("libsession-x.json", GOOD_CASE.replace("\"msg\":\"\"", "\"msg\":\"00\""));

        VectorReport report = run("");

        assertThat(report.isGreen()).isFalse();
        assertThat(printed(report))
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("  failed: libsession-x.json: #0 hash: hash: expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups-x.json", "messagesx.json", "onion-hopper.json", "libsessionx.json"})
    void a_file_of_an_unknown_format_fails(String name) throws IOException {
        write(name, GOOD_CASE);

        assertThat(failures(run(""))).containsExactly(new Failure("file", "unknown format"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[] []",
                "{}",
                "[]",
                "\"x\"",
                "[1]",
                "[{}]",
                "[{\"op\":\"hash\"}]",
                "[{\"op\":1,\"in\":{}}]",
                "[{\"op\":\"hash\",\"in\":{\"size\":32,\"size\":32,\"msg\":\"\"},\"error\":true}]"
            })
    void a_file_that_cannot_be_read_as_its_format_fails(String content) throws IOException {
        write("libsession-x.json", content);

        assertThat(failures(run(""))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"no_such_thing\",\"in\":{},\"error\":true}",
                "{\"op\":\"hash\",\"in\":{\"size\":32},\"error\":true}",
                "{\"op\":\"hash\",\"in\":{\"size\":32,\"msg\":7},\"error\":true}",
                "{\"op\":\"hash\",\"in\":{\"size\":32,\"msg\":\"0\"},\"error\":true}",
                "{\"op\":\"hash\",\"in\":{\"size\":\"x\",\"msg\":\"\"},\"error\":true}"
            })
    void a_case_that_cannot_be_run_fails_even_where_an_error_is_expected(String vector) throws IOException {
        write("libsession-x.json", "[" + vector + "]");

        assertThat(failures(run("")))
                .singleElement()
                .extracting(Failure::reason)
                .asString()
                .startsWith("cannot be run: ");
    }

    @Test
    void an_answer_where_a_refusal_is_expected_fails_and_the_other_way_round() throws IOException {
        write(
                "libsession-x.json",
                "[{\"op\":\"hash\",\"in\":{\"size\":32,\"msg\":\"\"},\"error\":true},"
                        + "{\"op\":\"hash\",\"in\":{\"size\":15,\"msg\":\"\"},\"out\":{\"hash\":\"\"}}]");

        assertThat(failures(run(""))).hasSize(2);
    }

    @Test
    void an_include_pattern_that_matches_nothing_fails() throws IOException {
        write("libsession-x.json", GOOD_CASE);

        VectorReport report = run("libsession-x*,onion-*");

        assertThat(report.run()).isEqualTo(1);
        assertThat(report.isGreen()).isFalse();
        assertThat(failures(report)).extracting(Failure::vector).containsExactly("include pattern");
    }

    @Test
    void a_run_of_no_case_is_not_green() throws IOException {
        assertThat(run("").isGreen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    libsession-*          | 2
                    libsession-x          | 1
                    libsession-x.json     | 1
                    libsession-?          | 2
                    *                     | 2
                    libsession-x, *-y     | 2
                    """)
    void include_patterns_choose_files(String patterns, int files) throws IOException {
        write("libsession-x.json", GOOD_CASE);
        write("libsession-y.json", GOOD_CASE);
        write("libsession-z.txt", "not read");
        Files.createDirectory(directory.resolve("libsession-folder.json"));

        VectorReport report = run(patterns);

        assertThat(report.files()).hasSize(files);
        assertThat(report.isGreen()).isTrue();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private VectorReport run(String includes) throws IOException {
        return VectorSuite.of(directory, includes).run(CRYPTO);
    }

    private static List<Failure> failures(VectorReport report) {
        return report.files().stream()
                .map(FileResult::failures)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> printed(VectorReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
