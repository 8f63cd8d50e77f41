package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.OnsResult;
import org.session4j.testkit.NodeRecord;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;

/** Somebody knows a name only, and nodes that say whose it is. */
@Timeout(120)
class NamesTest {

    private final SessionId mallory = Account.generate().sessionId();
    private TestNetwork network;
    private SessionClient alice;

    @BeforeEach
    void open() {
        // Nothing hangs here, so there is no hurry to find out; a busy machine may need the time.
        Timing patient = Timing.standard().toBuilder()
                .set(Timing.Span.POLL, Duration.ofMillis(200))
                .build();
        network = TestNetwork.builder().nodes(12).timing(patient).start();
        alice = SessionClient.builder(network).account(Account.generate()).open();
    }

    @AfterEach
    void close() {
        alice.close();
        network.close();
    }

    private OnsResult resolve(String name) throws Exception {
        return alice.storage().resolve(OnsName.parse(name)).join();
    }

    @Test
    void aliceWritesToBobOfWhomSheKnowsTheName() throws Exception {
        try (SessionClient bob =
                SessionClient.builder(network).account(Account.generate()).open()) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            bob.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    heard.add(m.text());
                }
            });
            network.registerName("Bob-42", bob.sessionId());

            assertThat(resolve("bOB-42"))
                    .isInstanceOfSatisfying(OnsResult.Found.class, found -> alice.send(found.account(), "hello"));
            assertThat(heard.take()).isEqualTo("hello");
        }
    }

    @Test
    void aNameThatNobodyHasIsNotRegistered() throws Exception {
        assertThat(resolve("nobody")).isEqualTo(new OnsResult.NotRegistered());
    }

    @Test
    void oneLiarAmongThoseAskedIsEnoughToBelieveNobody() throws Exception {
        SessionId bob = Account.generate().sessionId();
        network.registerName("bob", bob);
        TestNode liar = network.node(0);
        liar.registerName("bob", mallory);

        boolean caught = false;
        while (!caught) {
            network.clearRecords();
            OnsResult result = resolve("bob");
            Set<Ed25519PublicKey> asked = askedForNames();
            assertThat(asked).hasSize(3);
            caught = asked.contains(liar.ed25519());
            assertThat(result).isEqualTo(caught ? new OnsResult.Disagreement() : new OnsResult.Found(bob));
        }
    }

    @Test
    void aNameThatOnlySomeNodesKnowIsADisagreement() throws Exception {
        // Each of the others says that nobody has it; with two that know it, no three can agree that somebody has.
        List<TestNode> knowing = network.nodes().subList(0, 2);
        knowing.forEach(node -> node.registerName("bob", mallory));

        boolean caught = false;
        while (!caught) {
            network.clearRecords();
            OnsResult result = resolve("bob");
            Set<Ed25519PublicKey> asked = askedForNames();
            caught = knowing.stream().anyMatch(node -> asked.contains(node.ed25519()));
            assertThat(result).isEqualTo(caught ? new OnsResult.Disagreement() : new OnsResult.NotRegistered());
        }
    }

    /** By what the nodes themselves saw. */
    private Set<Ed25519PublicKey> askedForNames() {
        return network.records().stream()
                .filter(entry -> entry.role() == NodeRecord.Role.DESTINATION)
                .filter(entry ->
                        new String(entry.peeled().toByteArray(), StandardCharsets.ISO_8859_1).contains("ons_resolve"))
                .map(NodeRecord::node)
                .collect(Collectors.toSet());
    }
}
