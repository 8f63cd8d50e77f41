package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.protocol.Account;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.qr.QrImage;

/** An account from its first to its last day. */
@Timeout(120)
class AccountTest {

    @TempDir
    Path folder;

    private final RecoveryPhrase phrase = Account.generate().recoveryPhrase();
    private final String id = Account.of(phrase).sessionId().toString();

    private Path phraseFile() throws IOException {
        return Files.writeString(folder.resolve("phrase"), phrase.exposeText());
    }

    private static Run good(Run run) {
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run;
    }

    @Test
    void aNewOneIsKeptInAFileThatOnlyItsOwnerReads() throws Exception {
        Path file = folder.resolve("new");
        Run run = good(Run.of("account", "new", "--save", file.toString()));
        RecoveryPhrase saved = RecoveryPhrase.parse(Files.readString(file));
        assertThat(run.output())
                .isEqualToIgnoringNewLines(Account.of(saved).sessionId().toString());
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
        Run again = Run.of("account", "new", "--save", file.toString());
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.errors()).contains("is there already");
        assertThat(RecoveryPhrase.parse(Files.readString(file))).isEqualTo(saved);
    }

    @Test
    void thePhraseIsPrintedOnlyIfAskedFor() throws Exception {
        Run run = good(Run.of("account", "new", "--phrase"));
        String[] lines = run.output().split(System.lineSeparator());
        assertThat(lines).hasSize(2);
        assertThat(Account.of(RecoveryPhrase.parse(lines[1])).sessionId()).hasToString(lines[0]);

        assertThat(Run.of("account", "new").errors()).contains("Missing required argument");
    }

    @Test
    void itIsRestoredFromWhatIsTyped() throws Exception {
        Path saved = folder.resolve("saved");
        byte[] typed = (phrase.exposeText() + "\n").getBytes(StandardCharsets.UTF_8);
        Run run = good(Run.withInput(typed, "account", "restore", "--save", saved.toString()));
        assertThat(run.output()).isEqualToIgnoringNewLines(id);
        assertThat(RecoveryPhrase.parse(Files.readString(saved))).isEqualTo(phrase);
    }

    @Test
    void aWrongWordIsNamedByItsPlace() {
        byte[] typed = (phrase.exposeText().replaceFirst("^\\S+", "zzzz") + "\n").getBytes(StandardCharsets.UTF_8);
        Run run = Run.withInput(typed, "account", "restore");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.errors()).contains("word 1 of 13").doesNotContain("zzzz");
    }

    @Test
    void itIsShownAsACodeThatOthersScan() throws Exception {
        Path png = folder.resolve("code.png");
        Path svg = folder.resolve("code.svg");
        String file = phraseFile().toString();
        Run pictures = good(
                Run.of("account", "show", "--phrase-file", file, "--png", png.toString(), "--svg", svg.toString()));
        assertThat(pictures.output()).isEqualToIgnoringNewLines(id);
        assertThat(QrImage.decode(Files.readAllBytes(png)).readSessionId()).hasToString(id);
        assertThat(svg).content().startsWith("<").contains("<svg");

        Run terminal = good(Run.of("account", "show", "--phrase-file", file, "--style", "on_dark"));
        assertThat(terminal.output()).startsWith(id).contains("\u2588").doesNotContain(phrase.exposeText());
    }

    @Test
    void thePhraseIsShownAsACodeOnlyIfAskedFor() throws Exception {
        Path png = folder.resolve("secret.png");
        Run run = good(Run.of(
                "account", "show", "--phrase-file", phraseFile().toString(), "--phrase", "--png", png.toString()));
        assertThat(run.output()).isEqualToIgnoringNewLines(phrase.exposeText());
        assertThat(QrImage.decode(Files.readAllBytes(png)).readRecoveryPhrase()).isEqualTo(phrase);
    }

    @Test
    void itIsWipedFromStoreAndSwarm() throws Exception {
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "open sesame");
        Run run = good(Run.of(
                "account",
                "wipe",
                "both",
                "--network",
                "embedded",
                "--phrase-file",
                phraseFile().toString(),
                "--store",
                folder.resolve("store").toString(),
                "--passphrase-file",
                passphrase.toString()));
        assertThat(run.output()).containsPattern("store +gone").containsPattern("complete +yes");
        assertThat(run.output().lines().filter(line -> line.matches("node +[0-9a-f]{64}  confirmed")))
                .isNotEmpty();
    }

    @Test
    void whatIsLocalNeedsAStore() throws Exception {
        String file = phraseFile().toString();
        for (String scope : new String[] {"local", "both"}) {
            Run run = Run.of("account", "wipe", scope, "--network", "embedded", "--phrase-file", file);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.errors()).contains("--store is needed");
        }
    }
}
