package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong command line gets: one clear line, and an exit code that says so. */
class MistakesTest {

    private static final String ID = "05" + "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "listen --bogus, Unknown option",
        "nonsense, Unmatched argument",
        "send, Missing required parameters",
        "send 05ab hi --network embedded, expected 66 hex digits",
        "send ID hi --seed http://127.0.0.1:9, --seed needs either --seed-cert or --insecure-seed",
        "send ID hi --insecure-seed, there is none",
        "send ID hi --network mainnet --seed http://127.0.0.1:9 --insecure-seed, exclude each other",
        "send ID hi --network nowhere, nowhere",
        "send ID hi --seed ftp://127.0.0.1 --insecure-seed, expected http",
        "send ID hi --network embedded --phrase-file /no/such/file, no such file",
        "send ID hi --seed https://127.0.0.1:9 --seed-cert /no/such/file, no such file",
        "name, Missing required parameter",
        "name a.b --network embedded, no character for a name at position 1",
        "name alice --network mainnet --register alice=ID, --register needs --network embedded",
        "name alice --seed http://127.0.0.1:9 --insecure-seed --register alice=ID, --register needs",
        "name alice --network embedded --register alice, --register",
        "name alice --network embedded --register al.ice=ID, no character for a name",
        "name alice --network embedded --register alice=05ab, expected 66 hex digits",
        "chat --network testnet, ID is needed",
        "chat 05ab, expected 66 hex digits",
        "account, Missing required subcommand",
        "account wipe network --network embedded --store ID, --store is needed",
        "account restore --phrase-file /no/such/file, no such file",
        "inspect, Missing required argument",
        "inspect no-bytes, expected hex or base64",
        "inspect 00 --key-file /no/such/file, no such file",
        "name bob --network embedded --register alice=ID, nobody has this name",
        "wallet, Missing required option",
        "wallet --url http://192.0.2.1:1, expected https",
        "wallet --url http://127.0.0.1:1 --allow-transfer --to ID, go together",
        "wallet --url http://127.0.0.1:1 --allow-transfer --to ID --amount 1e3, expected digits",
        "network --network nowhere, nowhere",
        "send 03abababababababababababababababababababababababababababababababab hi --network embedded, expected kind"
    })
    void isNamedInOneLine(String commandLine, String complaint) {
        assertOneLine(complaint, commandLine.replace("ID", ID).split(" "));
    }

    @Test
    void aWrongPhraseIsRefusedWithoutBeingRepeated(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("phrase"), "these words are no recovery phrase");
        String line = assertOneLine("", "send", ID, "hi", "--network", "embedded", "--phrase-file", file.toString());
        assertThat(line).doesNotContain("recovery phrase at all").doesNotContain("these");
    }

    private static String assertOneLine(String complaint, String... args) {
        Run run = Run.of(args);
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.errors()).startsWith("error: ").contains(complaint);
        assertThat(run.errors().lines()).hasSize(1);
        return run.errors();
    }
}
