package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.SessionClient;
import org.session4j.protocol.Account;
import org.session4j.testkit.TestNetwork;

/** An evening at the terminal. */
@Timeout(120)
class TerminalChatTest {

    @Test
    void aNewcomerTriesEverything() throws Exception {
        try (Dialogue chat = Dialogue.with("chat")) {
            chat.await("/help");
            chat.type("hello");
            chat.await("you: hello");
            chat.await("they have accepted to talk to you");
            chat.await("they have read [1]");
            chat.await("they put 👍, message [1]");
            chat.await("[2] ");
            chat.await("they: You said: hello");

            chat.type("/react 2 😄");
            chat.await("you put 😄, message [2]");
            chat.type("/unreact 2 😄");
            chat.await("you took back 😄");
            chat.type("/typing");
            chat.type("/timer 1h");
            chat.await("what you write disappears 3600 s after it was sent");
            chat.type("/timer 5m read");
            chat.await("what you write disappears 300 s after it was read");
            chat.type("/timer off");
            chat.await("what you write stays");
            chat.type("/unsend 1");
            chat.await("[1] was taken back");
            chat.type("/history");
            chat.await("you: (taken back)");

            chat.type("that was nice");
            chat.await("they are typing");
            chat.await("You said: that was nice");
            chat.type("/quit");
            assertThat(chat.exitCode()).isZero();
        }
    }

    @Test
    void mistakesAreExplainedAndTheChatGoesOn() throws Exception {
        try (Dialogue chat = Dialogue.with("chat")) {
            chat.type("/dance");
            chat.await("there is no /dance");
            chat.type("/react 7 😄");
            chat.await("there is no message 7");
            chat.type("/react");
            chat.await("/react needs more words");
            chat.type("/timer soon");
            chat.await("expected a time like 30s");
            chat.type("/timer 99d");
            chat.await("expected 1 second to 14 days");
            chat.type("/help");
            chat.await("/unsend N");
        }
    }

    @Test
    void whatWasWrittenIsThereTheNextDay(@TempDir Path folder) throws Exception {
        Account bobs = Account.generate();
        Account alices = Account.generate();
        Path phrase = Files.writeString(
                folder.resolve("phrase"), alices.recoveryPhrase().exposeText());
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "open sesame");
        try (TestNetwork network = TestNetwork.start();
                SessionClient bob = SessionClient.builder(network).account(bobs).open()) {
            String[] chatWithBob = {
                "chat",
                bobs.sessionId().toString(),
                "--seed",
                "http://127.0.0.1:" + network.seedUri().getPort(),
                "--insecure-seed",
                "--phrase-file",
                phrase.toString(),
                "--store",
                folder.resolve("store").toString(),
                "--passphrase-file",
                passphrase.toString()
            };
            try (Dialogue evening = Dialogue.with(chatWithBob)) {
                evening.type("good night");
                evening.await("you: good night");
            }
            bob.send(alices.sessionId(), "sleep \u001b[2Jwell");
            try (Dialogue morning = Dialogue.with(chatWithBob)) {
                morning.await("[1] ");
                morning.await("you: good night");
                assertThat(morning.await("they: sleep"))
                        .doesNotContain("\u001b")
                        .contains("sleep \ufffd[2Jwell");
            }
        }
    }
}
