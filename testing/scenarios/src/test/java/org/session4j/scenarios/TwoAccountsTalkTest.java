package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.ChatMessage;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageSent;
import org.session4j.client.MessageTooLargeException;
import org.session4j.client.NetworkConnection;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionEvent;
import org.session4j.client.store.ConversationSummary;
import org.session4j.onion.OnionPath;
import org.session4j.protocol.Account;
import org.session4j.testkit.Fault;
import org.session4j.testkit.NodeRecord;
import org.session4j.testkit.TestNetwork;

/** What two people do first: they write, they answer, they leave, and come back. */
@Timeout(600)
class TwoAccountsTalkTest {

    private static TestNetwork network;

    @BeforeAll
    static void startNetwork() {
        network = PatientNetwork.builder().start();
    }

    @AfterAll
    static void stopNetwork() {
        network.close();
    }

    @Test
    void bobAnswersAliceAndBothRememberIt() throws Exception {
        try (SessionClient alice = open(Account.generate());
                SessionClient bob = open(Account.generate())) {
            BlockingQueue<ChatMessage> answers = received(alice);
            bob.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    bob.send(m.conversation(), "echo: " + m.text());
                }
            });

            SentMessage sent = alice.send(bob.sessionId(), "hello");
            ChatMessage answer = answers.take();

            assertThat(answer.text()).isEqualTo("echo: hello");
            assertThat(answer.sender()).isEqualTo(bob.sessionId());
            assertThat(sent.confirmations()).isGreaterThanOrEqualTo(2);
            Conversation withBob = new Conversation.Direct(bob.sessionId());
            assertThat(alice.conversations())
                    .extracting(ConversationSummary::conversation)
                    .containsExactly(withBob);
            // The order is that of the sending times, and each has measured the network's time by itself.
            assertThat(alice.history(withBob))
                    .extracting(ChatMessage::text)
                    .containsExactlyInAnyOrder("hello", "echo: hello");
            assertThat(bob.history(new Conversation.Direct(alice.sessionId())))
                    .extracting(ChatMessage::text)
                    .contains("hello");
        }
    }

    @Test
    void everyRequestPassesThreeDistinctNodes() throws Exception {
        try (TestNetwork own = PatientNetwork.builder().start();
                SessionClient alice =
                        SessionClient.builder(own).account(Account.generate()).open();
                SessionClient bob =
                        SessionClient.builder(own).account(Account.generate()).open()) {
            BlockingQueue<ChatMessage> arrived = received(bob);
            alice.send(bob.sessionId(), "hello");
            arrived.take();
            assertThat(alice.paths())
                    .isNotEmpty()
                    .extracting(OnionPath::nodes)
                    .allSatisfy(nodes -> assertThat(nodes).hasSize(3).doesNotHaveDuplicates());
            List<List<NodeRecord>> complete = own.requests().stream()
                    .filter(request -> request.size() >= 4)
                    .collect(Collectors.toList());
            assertThat(complete).isNotEmpty().allSatisfy(request -> {
                assertThat(request).extracting(NodeRecord::node).doesNotHaveDuplicates();
                assertThat(request)
                        .extracting(NodeRecord::role)
                        .containsExactly(
                                NodeRecord.Role.GUARD,
                                NodeRecord.Role.MIDDLE,
                                NodeRecord.Role.EXIT,
                                NodeRecord.Role.DESTINATION);
            });
        }
    }

    @Test
    void whatWasWrittenWhileBobWasAwayWaitsForHimInOrder() throws Exception {
        Account bobsAccount = Account.generate();
        try (SessionClient alice = open(Account.generate())) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                texts.add("message " + i);
                alice.send(bobsAccount.sessionId(), "message " + i);
            }
            try (SessionClient bob = open(bobsAccount)) {
                BlockingQueue<ChatMessage> arrived = received(bob);
                for (String text : texts) {
                    assertThat(arrived.take().text()).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void whatOnePhoneWritesTheOtherDeviceShows() throws Exception {
        Account account = Account.generate();
        try (SessionClient bob = open(Account.generate());
                SessionClient phone = open(account);
                SessionClient laptop = open(account)) {
            BlockingQueue<MessageSent> seen = new LinkedBlockingQueue<>();
            laptop.onEvent(event -> {
                if (event instanceof MessageSent sent) {
                    seen.add(sent);
                }
            });
            phone.send(bob.sessionId(), "from the phone");
            phone.send(account.sessionId(), "do not forget the milk");

            List<MessageSent> copies = List.of(seen.take(), seen.take());
            assertThat(copies).allMatch(MessageSent::fromOtherDevice);
            assertThat(laptop.history(new Conversation.Direct(bob.sessionId())))
                    .extracting(ChatMessage::text)
                    .containsExactly("from the phone");
            assertThat(laptop.history(new Conversation.NoteToSelf()))
                    .extracting(ChatMessage::direction)
                    .containsExactly(Direction.OUTGOING);
        }
    }

    @Test
    void manyMessagesAtOnceAreNeitherLostNorDoubled() throws Exception {
        try (SessionClient alice = open(Account.generate());
                SessionClient bob = open(Account.generate())) {
            BlockingQueue<ChatMessage> arrived = received(bob);
            List<CompletableFuture<SentMessage>> sendings = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                sendings.add(alice.async().send(bob.sessionId(), "" + i));
            }
            Set<String> texts = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                assertThat(texts.add(arrived.take().text())).isTrue();
            }
            sendings.forEach(CompletableFuture::join);
            assertThat(bob.history(new Conversation.Direct(alice.sessionId())))
                    .extracting(ChatMessage::reference)
                    .containsExactlyElementsOf(sendings.stream()
                            .map(each -> each.join().reference())
                            .toList());
        }
    }

    @Test
    void accountsThatShareAConnectionShareItsPaths() throws Exception {
        try (NetworkConnection connection = NetworkConnection.builder(network).open();
                SessionClient alice = SessionClient.builder(connection)
                        .account(Account.generate())
                        .open();
                SessionClient bob = SessionClient.builder(connection)
                        .account(Account.generate())
                        .open()) {
            BlockingQueue<ChatMessage> arrived = received(bob);
            alice.send(bob.sessionId(), "hello, neighbour");
            assertThat(arrived.take().text()).isEqualTo("hello, neighbour");
            assertThat(alice.storage()).isSameAs(bob.storage());

            alice.close();
            bob.send(bob.sessionId(), "still here");
        }
    }

    @Test
    void oneConnectionTakesAnAccountOnce() {
        Account account = Account.generate();
        try (NetworkConnection connection = NetworkConnection.builder(network).open()) {
            SessionClient first =
                    SessionClient.builder(connection).account(account).open();
            assertThatThrownBy(() ->
                            SessionClient.builder(connection).account(account).open())
                    .isInstanceOf(IllegalStateException.class);
            first.close();
            SessionClient second =
                    SessionClient.builder(connection).account(account).open();
            connection.close();
            second.awaitClose();
            assertThatThrownBy(() ->
                            SessionClient.builder(connection).account(account).open())
                    .isInstanceOf(ClientClosedException.class);
        }
    }

    @Test
    void closingLeavesNoThreadAndEndsWhatIsUnderWay() throws Exception {
        try (TestNetwork silent = PatientNetwork.builder().start()) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            SessionClient alice =
                    SessionClient.builder(silent).account(Account.generate()).open();
            BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();
            alice.onEvent(events::add);
            alice.send(alice.sessionId(), "so that all threads are there");
            events.take();
            silent.nodes().forEach(node -> node.fault(new Fault.Hanging()));
            CompletableFuture<SentMessage> underWay =
                    alice.async().send(Account.generate().sessionId(), "nobody will answer");

            alice.close();

            assertThatThrownBy(underWay::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ClientClosedException.class);
            assertThatThrownBy(() -> alice.send(alice.sessionId(), "too late"))
                    .isInstanceOf(ClientClosedException.class);
            alice.close();
            assertThat(newThreads(before)).isEmpty();
        }
    }

    @Test
    void aTextThatIsTooLongIsRefusedAtOnce() {
        try (SessionClient alice = open(Account.generate())) {
            String tooLong = "x".repeat(2_001);
            assertThatThrownBy(() -> alice.send(alice.sessionId(), tooLong))
                    .isInstanceOf(MessageTooLargeException.class);
            assertThatThrownBy(() -> alice.async().send(alice.sessionId(), tooLong))
                    .isInstanceOf(MessageTooLargeException.class);
        }
    }

    private static SessionClient open(Account account) {
        return SessionClient.builder(network).account(account).open();
    }

    private static BlockingQueue<ChatMessage> received(SessionClient client) {
        BlockingQueue<ChatMessage> messages = new LinkedBlockingQueue<>();
        client.onEvent(event -> {
            if (event instanceof MessageReceived m) {
                messages.add(m.message());
            }
        });
        return messages;
    }

    /** Threads of the network's own, and of OkHttp, which all of a process share and which end when there is no use. */
    private static final Pattern NOT_OURS = Pattern.compile("(testkit|OkHttp|Okio).*");

    /** Names of the threads that are new and the client's. */
    private static List<String> newThreads(Set<Thread> before) throws InterruptedException {
        List<String> alive = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && !NOT_OURS.matcher(thread.getName()).matches()) {
                // It has been told to end; the last of it may still be on the way.
                thread.join(30_000);
                if (thread.isAlive()) {
                    alive.add(thread.getName());
                }
            }
        }
        return alive;
    }
}
