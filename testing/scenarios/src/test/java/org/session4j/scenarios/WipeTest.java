package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.client.WipeReport;
import org.session4j.client.WipeScope;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.TextMessage;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
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
    private final SessionId group =
            SessionId.of(IdKind.GROUP, Account.generate().ed25519PublicKey().toByteArray());

    private MessageStore store() {
        return SqliteMessageStore.open(folder, StoreKey.ofPassphrase("open sesame".toCharArray()));
    }

    /** Whatever of it stands in any file of the folder. */
    private List<String> readableInFolder() throws IOException {
        List<String> secrets = new ArrayList<>(List.of(TEXT, NAME));
        for (SessionId id : List.of(alice.sessionId(), bob.sessionId(), group)) {
            secrets.add(id.toString().substring(2));
            secrets.add(new String(id.key(), StandardCharsets.ISO_8859_1));
        }
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
    void nothingOfAGroupCanBeReadInTheFolderBeforeAndAfterAWipe() throws IOException {
        Conversation.Group conversation = new Conversation.Group(group);
        MessageHash hash = MessageHash.compute(Crypto.get(), group, Namespace.of(11), Bytes.utf8(TEXT));
        Instant now = Instant.now();
        List<StoreChange> changes = new ArrayList<>();
        for (GroupPart part : GroupPart.values()) {
            changes.add(new StoreChange.PutGroupPart(
                    group, part, Bytes.of((NAME + group).getBytes(StandardCharsets.UTF_8))));
        }
        changes.add(new StoreChange.PutHeld(
                new HeldMessage(group, hash, bob.sessionId(), now, Bytes.utf8(TEXT), now.plusSeconds(1))));
        changes.add(new StoreChange.PutReadMark(new ReadMark(group, bob.ed25519PublicKey(), Namespace.of(11), hash)));
        changes.add(new StoreChange.PutConversation(ConversationState.initial(conversation)));
        changes.add(new StoreChange.PutPending(new PendingMessage(
                1, conversation, new PendingBody.Ready(TextMessage.of(TEXT)), Expiration.OFF, now, Bytes.utf8(TEXT))));
        try (MessageStore store = store()) {
            store.apply(alice.sessionId(), changes);
            assertThat(readableInFolder()).isEmpty();
            store.wipe(alice.sessionId());
            assertThat(readableInFolder()).isEmpty();
            assertThat(store.groups(alice.sessionId())).isEmpty();
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
