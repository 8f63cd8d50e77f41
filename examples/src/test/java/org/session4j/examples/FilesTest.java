package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.protocol.Account;

/** Programs that send files, on the embedded network. */
@Timeout(300)
class FilesTest {

    private static final String NOBODY = Account.generate().sessionId().toString();

    @TempDir
    Path folder;

    @Test
    void anAlertIsSentWithAndWithoutAFile() throws Exception {
        Path log = Files.writeString(folder.resolve("disk.log"), "sda1 is full\n");
        for (String[] args : new String[][] {
            {"alert", NOBODY, "disk full", "--network", "embedded"},
            {"alert", NOBODY, "disk full", "--network", "embedded", "--file", log.toString()}
        }) {
            Run run = Run.of(args);
            assertThat(run.errors()).isEmpty();
            assertThat(run.output()).startsWith("alerted by 05").contains("stored by");
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void filesAreSentWithABarThatBecomesFull() throws Exception {
        Path one = Files.write(folder.resolve("one.bin"), new byte[200_000]);
        Path two = Files.write(folder.resolve("two.bin"), new byte[100]);
        Run run = Run.of("file-send", NOBODY, one.toString(), two.toString(), "--text", "two", "--network", "embedded");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("\r[" + "#".repeat(40) + "] 100 %").contains("2 files sent by 05");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void whatCannotBeSentIsSaidInOneLine() throws Exception {
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);
        for (Path file : new Path[] {empty, folder.resolve("missing")}) {
            Run run = Run.of("file-send", NOBODY, file.toString(), "--network", "embedded");
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.errors().lines()).hasSize(1);
            assertThat(run.errors()).startsWith("error: ").contains("file");
        }
    }
}
