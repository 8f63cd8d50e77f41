package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.protocol.Account;
import org.session4j.testkit.TestNetwork;

/** The same conversation on networks of every size, from one that is too small for its own rules to a large one. */
class NetworkSizesTest {

    @ParameterizedTest
    @CsvSource({"3, 1", "6, 2", "24, 4", "2000, 300"})
    void twoAccountsTalk(int nodes, int swarms) throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (TestNetwork network =
                        PatientNetwork.builder().nodes(nodes).swarms(swarms).start();
                SessionClient alice = SessionClient.builder(network)
                        .account(Account.generate())
                        .open();
                SessionClient bob = SessionClient.builder(network)
                        .account(Account.generate())
                        .open()) {
            bob.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    received.complete(m.text());
                }
            });

            alice.send(bob.sessionId(), "hello");

            assertThat(received.get(600, TimeUnit.SECONDS)).isEqualTo("hello");
        }
    }
}
