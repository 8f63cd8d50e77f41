package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.client.WipeReport;
import org.session4j.client.WipeScope;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.Account;
import org.session4j.protocol.message.Profile;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;
import org.session4j.testkit.Fault;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;

class WipeTest {

    private static final String TEXT = "the quick brown fox";
    private static final String NAME = "Alice Liddell";

    @TempDir
    Path folder;

    private final Account alice = Account.generate();
    private final Account bob = Account.generate();

    private MessageStore store() {
        return SqliteMessageStore.open(folder, StoreKey.ofPassphrase("open sesame".toCharArray()));
    }

    /** Whatever of it stands in any file of the folder. */
    private List<String> readableInFolder() throws IOException {
        List<String> secrets = List.of(
                TEXT,
                NAME,
                alice.sessionId().toString(),
                bob.sessionId().toString(),
                alice.sessionId().toString().substring(2),
                bob.sessionId().toString().substring(2));
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder everything = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                everything.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                everything.append(file.getFileName());
            }
            return secrets.stream().filter(everything.toString()::contains).collect(Collectors.toList());
        }
    }

    private void talk(TestNetwork network, MessageStore store) {
        try (SessionClient client =
                SessionClient.builder(network).account(alice).store(store).open()) {
            client.setProfile(Profile.of(NAME));
            client.send(bob.sessionId(), TEXT);
            store.files(alice.sessionId()).save("file-1", file -> file.write(TEXT.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void nothingCanBeReadInTheFolderBeforeAndAfterAWipe() throws IOException {
        try (TestNetwork network = TestNetwork.builder().seed(3).start();
                MessageStore store = store()) {
            talk(network, store);
            assertThat(readableInFolder()).isEmpty();
            Conversation conversation = Conversation.between(alice.sessionId(), bob.sessionId());
            WipeReport report;
            try (SessionClient client =
                    SessionClient.builder(network).account(alice).store(store).open()) {
                assertThat(client.history(conversation)).hasSize(1);
                report = client.wipe(WipeScope.BOTH);
            }
            assertThat(report.isComplete()).isTrue();
            assertThat(report.nodes())
                    .hasSize(network.swarmOf(alice.sessionId()).size());
            assertThat(readableInFolder()).isEmpty();
            assertThat(store.conversations(alice.sessionId())).isEmpty();
            for (TestNode node : network.swarmOf(alice.sessionId())) {
                assertThat(node.messages())
                        .noneMatch(message -> message.account().equals(alice.sessionId()));
            }
        }
        try (Stream<Path> files = Files.walk(folder.resolve("files"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aNodeThatCannotBeReachedIsNamed() {
        try (TestNetwork network = TestNetwork.builder().seed(4).start();
                MessageStore store = store()) {
            talk(network, store);
            TestNode dead = network.swarmOf(alice.sessionId()).get(0);
            dead.fault(new Fault.Dead());
            WipeReport report;
            try (SessionClient client =
                    SessionClient.builder(network).account(alice).store(store).open()) {
                report = client.wipe(WipeScope.NETWORK);
            }
            assertThat(report.isComplete()).isFalse();
            assertThat(report.nodes().get(dead.ed25519())).isNotEqualTo(WipeReport.Node.CONFIRMED);
            assertThat(report.nodes().values())
                    .filteredOn(node -> node == WipeReport.Node.CONFIRMED)
                    .hasSize(report.nodes().size() - 1);
            assertThat(store.conversations(alice.sessionId()))
                    .as("not asked for")
                    .hasSize(1);
        }
    }
}
