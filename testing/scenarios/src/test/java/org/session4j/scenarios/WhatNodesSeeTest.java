package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.testkit.NodeRecord;
import org.session4j.testkit.NodeRecord.Role;
import org.session4j.testkit.TestNetwork;

/** What the nodes themselves have written down after two people talked: who knew what. */
class WhatNodesSeeTest {

    private static final String TEXT = "nobody on the way may read this";

    @Test
    void noNodeKnowsBothWhoAsksAndForWhom() throws Exception {
        try (TestNetwork network = PatientNetwork.builder().start()) {
            List<SessionId> accounts = talk(network);

            List<List<NodeRecord>> requests = network.requests();
            assertThat(requests).isNotEmpty();
            assertThat(network.records()).extracting(NodeRecord::role).doesNotContain(Role.CLEAR);
            assertThat(requests).anySatisfy(request -> assertThat(request).hasSize(4));
            for (List<NodeRecord> request : requests) {
                assertThatThreeDistinctNodesPeeled(request);
                for (NodeRecord record : request) {
                    assertThatOnlyTheDestinationKnowsTheAccount(record, accounts);
                    assertThatNobodyReads(record);
                }
            }
        }
    }

    private static List<SessionId> talk(TestNetwork network) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (SessionClient alice = SessionClient.builder(network)
                        .account(Account.generate())
                        .open();
                SessionClient bob = SessionClient.builder(network)
                        .account(Account.generate())
                        .open()) {
            bob.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    bob.send(m.conversation(), m.text());
                }
            });
            alice.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    answer.complete(m.text());
                }
            });
            alice.send(bob.sessionId(), TEXT);
            assertThat(answer.get(600, TimeUnit.SECONDS)).isEqualTo(TEXT);
            return List.of(alice.sessionId(), bob.sessionId());
        }
    }

    /** A request that is still under way when the network is asked has left fewer traces, never others. */
    private static void assertThatThreeDistinctNodesPeeled(List<NodeRecord> request) {
        assertThat(request).extracting(NodeRecord::node).doesNotHaveDuplicates();
        List<Role> roles = request.stream().map(NodeRecord::role).collect(Collectors.toList());
        assertThat(roles)
                .isEqualTo(List.of(Role.GUARD, Role.MIDDLE, Role.EXIT, Role.DESTINATION)
                        .subList(0, roles.size()));
    }

    private static void assertThatOnlyTheDestinationKnowsTheAccount(NodeRecord record, List<SessionId> accounts) {
        if (record.role() == Role.DESTINATION) {
            return;
        }
        for (SessionId account : accounts) {
            assertThat(contains(record.received(), ascii(account.toString()))).isFalse();
            assertThat(contains(record.peeled(), ascii(account.toString()))).isFalse();
            assertThat(contains(record.received(), account.key())).isFalse();
            assertThat(contains(record.peeled(), account.key())).isFalse();
        }
    }

    private static void assertThatNobodyReads(NodeRecord record) {
        assertThat(contains(record.received(), ascii(TEXT))).isFalse();
        assertThat(contains(record.peeled(), ascii(TEXT))).isFalse();
    }

    private static boolean contains(Bytes haystack, byte[] needle) {
        String bytes = new String(haystack.toByteArray(), StandardCharsets.ISO_8859_1);
        return bytes.contains(new String(needle, StandardCharsets.ISO_8859_1));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
