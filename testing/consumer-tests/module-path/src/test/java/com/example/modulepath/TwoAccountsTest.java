package com.example.modulepath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.protocol.Account;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.TestNetwork;

class TwoAccountsTest {

    @Test
    void aBotAnswers() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (TestNetwork network = TestNetwork.start();
                SessionClient alice =
                        SessionClient.builder(network).account(Account.generate()).open();
                SessionClient bob =
                        SessionClient.builder(network).account(Account.generate()).open()) {
            EchoBot.answer(bob);
            alice.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    answer.complete(m.text());
                }
            });
            alice.send(bob.sessionId(), "hello");
            assertEquals("You said: hello", answer.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void libsodiumOnTheModulepathIsFoundWithoutACodeChange() {
        assertEquals("libsodium", Crypto.get().name());
        assertEquals("bouncycastle", Crypto.named("bouncycastle").name());
    }

    @Test
    void thisRunsOnTheModulePath() {
        assertTrue(getClass().getModule().isNamed());
        assertTrue(SessionClient.class.getModule().isNamed());
    }
}
