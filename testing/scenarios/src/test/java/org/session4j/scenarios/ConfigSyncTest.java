package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.Conversation;
import org.session4j.client.ConversationChanged;
import org.session4j.client.MessageRead;
import org.session4j.client.ProfileChanged;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionEvent;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.wire.StoreRequest;
import org.session4j.testkit.Fault;
import org.session4j.testkit.StoredMessage;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;

/** Several devices of one account: what one decides the others follow, and a new one learns. */
@Timeout(300)
class ConfigSyncTest {

    private static final SessionId CAROL = Account.generate().sessionId();
    private static final SessionId DAVE = Account.generate().sessionId();

    private static TestNetwork network;

    private final Account account = Account.generate();

    @BeforeAll
    static void startNetwork() {
        network = PatientNetwork.builder().start();
    }

    @AfterAll
    static void stopNetwork() {
        network.close();
    }

    private Device device() {
        return new Device(network, account);
    }

    private static BlockingQueue<SessionEvent> listen(Device device) {
        BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();
        device.client().onEvent(events::add);
        return events;
    }

    private static <E extends SessionEvent> E next(BlockingQueue<SessionEvent> events, Class<E> type)
            throws InterruptedException {
        SessionEvent event = events.take();
        while (!type.isInstance(event)) {
            event = events.take();
        }
        return type.cast(event);
    }

    private static Conversation with(SessionId peer) {
        return new Conversation.Direct(peer);
    }

    private static void awaitSame(Device one, Device other) {
        Device.await(() -> one.knowledge().equals(other.knowledge()));
    }

    @Test
    void twoDevicesAgreeAndOneThatIsRestoredFromThePhraseLearnsItAll() throws Exception {
        try (Device phone = device();
                Device laptop = device();
                SessionClient bob = SessionClient.builder(network)
                        .account(Account.generate())
                        .open()) {
            BlockingQueue<SessionEvent> onLaptop = listen(laptop);
            Conversation withAlice = with(account.sessionId());
            bob.chat(withAlice)
                    .send(TextMessage.builder("one").profile(Profile.of("Bob")).build());
            bob.send(withAlice, "two");
            Device.await(() -> phone.client().history(with(bob.sessionId())).size() == 2);
            phone.client().chat(with(bob.sessionId())).approve();
            phone.client().chat(with(bob.sessionId())).setNickname("Bobby");
            assertThat(next(onLaptop, ConversationChanged.class).state().approved())
                    .isTrue();

            laptop.client().chat(with(CAROL)).block();
            laptop.client().setProfile(Profile.of("Alice"));
            laptop.client().chat(with(bob.sessionId())).setPriority(2);
            phone.client().chat(new Conversation.NoteToSelf()).setPriority(ConversationState.HIDDEN);
            phone.client().chat(with(bob.sessionId())).markRead();
            assertThat(next(onLaptop, MessageRead.class).reader()).isEqualTo(account.sessionId());
            awaitSame(phone, laptop);
            assertThat(laptop.state(bob.sessionId()).nickname()).isEqualTo("Bobby");
            assertThat(phone.state(bob.sessionId()).priority()).isEqualTo(2);
            assertThat(phone.state(CAROL).blocked()).isTrue();

            Account restored = Account.of(account.recoveryPhrase());
            try (Device tablet = new Device(network, restored)) {
                BlockingQueue<SessionEvent> onTablet = listen(tablet);
                assertThat(next(onTablet, ProfileChanged.class).profile()).isNotNull();
                awaitSame(phone, tablet);
                assertThat(tablet.client().settings().profile().displayName()).isEqualTo("Alice");
                assertThat(tablet.state(bob.sessionId()).profile().displayName())
                        .isEqualTo("Bob");
                Device.await(
                        () -> tablet.client().history(with(bob.sessionId())).size() == 2);
                assertThat(tablet.client().chat(with(bob.sessionId())).unread()).isEmpty();
            }
        }
    }

    @Test
    void whatChangedDuringAnOutageIsPushedAfterIt() {
        List<TestNode> swarm = network.swarmOf(account.sessionId());
        try (Device phone = device();
                Device laptop = device()) {
            phone.client().chat(with(CAROL)).setNickname("C");
            Device.await(() -> "C".equals(laptop.state(CAROL).nickname()));
            swarm.forEach(node -> node.fault(new Fault.ServerError(503)));
            phone.client().chat(with(CAROL)).block();
            laptop.client().chat(with(CAROL)).setPriority(1);
            laptop.client().chat(with(DAVE)).block();
            swarm.forEach(TestNode::clearFaults);
            Device.await(
                    () -> phone.state(DAVE).blocked() && laptop.state(CAROL).blocked());
            awaitSame(phone, laptop);
            assertThat(phone.state(CAROL).priority()).isEqualTo(1);
            assertThat(phone.state(CAROL).nickname()).isEqualTo("C");
        }
    }

    @Test
    void aDeviceThatIsClosedBetweenPushAndConfirmationGoesOnWhereItWas() {
        List<TestNode> swarm = network.swarmOf(account.sessionId());
        try (Device phone = device()) {
            phone.client().chat(with(DAVE)).block();
            Device.await(() -> stored(Namespace.CONTACTS).size() == 1);
            String first = stored(Namespace.CONTACTS).get(0).hash();
            swarm.forEach(node -> node.fault(new Fault.DroppedReply()));
            phone.client().chat(with(CAROL)).block();
            Device.await(() -> stored(Namespace.CONTACTS).stream()
                    .anyMatch(message -> !message.hash().equals(first)));
            phone.reopen();
            phone.client().chat(with(CAROL)).setNickname("C");
            swarm.forEach(TestNode::clearFaults);
            try (Device laptop = device()) {
                Device.await(() -> "C".equals(laptop.state(CAROL).nickname()));
                awaitSame(phone, laptop);
                assertThat(laptop.state(CAROL).blocked()).isTrue();
                assertThat(laptop.state(DAVE).blocked()).isTrue();
                Device.await(() -> stored(Namespace.CONTACTS).size() == 1);
            }
        }
    }

    /** What some member of the swarm holds. */
    private List<StoredMessage> stored(Namespace namespace) {
        return network.swarmOf(account.sessionId()).get(0).messages(account.sessionId()).stream()
                .filter(message -> message.namespace() == namespace.number())
                .toList();
    }

    @Test
    void garbageAmongTheDocumentsIsPassedOver() throws Exception {
        try (Device phone = device();
                Device laptop = device()) {
            Random random = new Random(3);
            for (int i = 0; i < 3; i++) {
                byte[] garbage = new byte[1 + random.nextInt(5_000)];
                random.nextBytes(garbage);
                StoreRequest request = StoreRequest.signed(
                        Credentials.of(account), Namespace.CONTACTS, Bytes.of(garbage), Duration.ofDays(1));
                assertThat(phone.client().storage().store(request).get().isStored())
                        .isTrue();
            }
            phone.client().chat(with(CAROL)).block();
            Device.await(() -> laptop.state(CAROL).blocked());
        }
    }
}
