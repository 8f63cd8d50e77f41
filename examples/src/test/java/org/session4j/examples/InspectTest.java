package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.TextMessage;

/** The same message, handed over in every way. */
class InspectTest {

    @TempDir
    Path folder;

    private final Account bob = Account.generate();
    private Bytes stored = Bytes.empty();

    @BeforeEach
    void somebodyWrites() throws Exception {
        stored = DirectMessageCodec.of(Crypto.get())
                .encode(
                        Account.generate(),
                        bob.sessionId(),
                        TextMessage.of("hello, Bob").toContent(Instant.now()),
                        new SecureRandom());
    }

    private static void assertOpened(Run run) {
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("stored message of version 1").contains("hello, Bob");
    }

    @Test
    void asTextAndInAFileOfAnyKind() throws Exception {
        String phrase = Files.writeString(
                        folder.resolve("phrase"), bob.recoveryPhrase().exposeText())
                .toString();
        String raw = Files.write(folder.resolve("raw"), stored.toByteArray()).toString();
        String text = Files.writeString(folder.resolve("text"), stored.toBase64() + "\n")
                .toString();

        assertOpened(Run.of("inspect", stored.toHex(), "--phrase-file", phrase));
        assertOpened(Run.of("inspect", stored.toBase64(), "--phrase-file", phrase));
        assertOpened(Run.of("inspect", "--file", raw, "--phrase-file", phrase));
        assertOpened(Run.of("inspect", "--file", text, "--phrase-file", phrase));
    }

    @Test
    void withTheAccountFromTypedWordsOrASeed() throws Exception {
        byte[] typed = (bob.recoveryPhrase().exposeText() + "\n").getBytes(StandardCharsets.UTF_8);
        assertOpened(Run.withInput(typed, "inspect", stored.toBase64(), "--phrase"));

        Path seed = Files.writeString(
                folder.resolve("seed"), Bytes.of(bob.seed().exposeSecretBytes()).toHex());
        assertOpened(Run.of("inspect", stored.toBase64(), "--seed-file", seed.toString()));
    }

    @Test
    void withoutAKeyWhatCanBeSeenIsSaid() {
        Run run = Run.of("inspect", stored.toBase64());
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("envelope", "the recipient's phrase opens it")
                .doesNotContain("hello");
    }
}
