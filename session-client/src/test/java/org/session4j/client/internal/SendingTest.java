package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CRYPTO;
import static org.session4j.client.internal.EngineFixture.ME;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.client.ChatMessage;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.DeliveryUncertainException;
import org.session4j.client.MessageSent;
import org.session4j.client.MessageTooLargeException;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreChange;
import org.session4j.onion.OnionException;
import org.session4j.protocol.Account;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.ReceivedMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.StoreResult;

@Timeout(30)
class SendingTest {

    private static final Conversation TO_BOB = new Conversation.Direct(BOB.sessionId());

    private final EngineFixture fixture = new EngineFixture();
    private final FakeMailbox mailbox = fixture.mailbox;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theRecipientGetsTheTextAndTheOwnDevicesGetACopy() throws Exception {
        SentMessage sent = send("hello");

        ReceivedMessage received = opened(BOB, 0);
        assertThat(((TextMessage) received.message()).body()).isEqualTo("hello");
        assertThat(((TextMessage) received.message()).syncTarget()).isNull();
        assertThat(received.sender()).isEqualTo(ME.sessionId());
        assertThat(received.timestamp()).isEqualTo(sent.timestamp());

        ReceivedMessage copy = opened(ME, 1);
        assertThat(((TextMessage) copy.message()).syncTarget()).isEqualTo(BOB.sessionId());
        assertThat(copy.timestamp()).isEqualTo(sent.timestamp());
        assertThat(sent.deliveredAs()).isEqualTo(mailbox.puts.get(0).hash());
        ChatMessage kept = history(TO_BOB).get(0);
        assertThat(kept.reference()).isEqualTo(sent.reference());
        assertThat(kept.hash()).isEqualTo(mailbox.puts.get(1).hash());
        assertThat(fixture.events.take()).isEqualTo(new MessageSent(kept, false));
    }

    @Test
    void theProfileGoesToThePeerAndNotToTheOwnDevices() throws Exception {
        fixture.engine.chats().change(AccountSettings.DEFAULT.withProfile(Profile.of("Alice")));
        SentMessage sent = send("hello");
        assertThat(opened(BOB, 0).message().profile())
                .isEqualTo(Profile.of("Alice").withLastUpdate(mailbox.now));
        assertThat(opened(ME, 1).message().profile()).isNull();

        fixture.engine.await(fixture.engine.chats().react(TO_BOB, sent.reference(), "👍"));
        assertThat(opened(BOB, 2).message().profile()).isNotNull();
        fixture.engine.await(fixture.send(new Conversation.NoteToSelf(), "milk"));
        assertThat(opened(ME, 4).message().profile()).isNull();
    }

    @Test
    void aNoteToSelfIsStoredOnceAndHasNoTarget() throws Exception {
        SentMessage sent = fixture.engine.await(fixture.send(new Conversation.NoteToSelf(), "milk"));
        assertThat(mailbox.puts).hasSize(1);
        assertThat(((TextMessage) opened(ME, 0).message()).syncTarget()).isNull();
        assertThat(history(sent.conversation()).get(0).hash()).isEqualTo(sent.deliveredAs());
    }

    @Test
    void aCopyThatIsLostDoesNotFailTheMessage() {
        mailbox.nextStore(FakeMailbox::stored);
        mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.SWARM));
        assertThat(send("hello").confirmations()).isEqualTo(2);
        assertThat(fixture.failures).isEmpty();
    }

    @Test
    void aMessageThatMayBeStoredKeepsItsTimestampAndBytes() {
        mailbox.nextStore(FakeMailbox::unconfirmed);
        mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.CLOCK));
        mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.SWARM));
        CompletableFuture<SentMessage> sending = fixture.send(TO_BOB, "once");
        mailbox.now = FakeMailbox.NOW.plusSeconds(3_600);
        runRetries();
        assertThat(sending).isCompleted();
        assertThat(toBob()).hasSize(4).containsOnly(mailbox.puts.get(0));
        assertThat(sending.join().timestamp()).isEqualTo(FakeMailbox.NOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 600})
    void aMessageRefusedForTheClockIsMadeAnewWithTheCorrectedTime(int secondsFast) throws Exception {
        mailbox.now = FakeMailbox.NOW.plusSeconds(secondsFast);
        mailbox.storeScript.add(put -> {
            mailbox.now = FakeMailbox.NOW;
            return CompletableFuture.completedFuture(
                    FakeMailbox.refused(StoreResult.Refusal.CLOCK).apply(put));
        });
        CompletableFuture<SentMessage> sending = fixture.send(TO_BOB, "when");
        runRetries();
        assertThat(sending.join().timestamp()).isEqualTo(FakeMailbox.NOW);
        assertThat(toBob()).hasSize(2).doesNotHaveDuplicates();
        assertThat(opened(BOB, 1).timestamp()).isEqualTo(FakeMailbox.NOW);
    }

    @Test
    void aMessageThatNeverLeftIsTriedAgainAsItIs() {
        mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.NOT_SENT));
        CompletableFuture<SentMessage> sending = fixture.send(TO_BOB, "hi");
        runRetries();
        assertThat(sending).isCompleted();
        assertThat(toBob()).hasSize(2).containsOnly(mailbox.puts.get(0));
    }

    @Test
    void whenNobodyCanTellTheMessageCanBeSentAgainWithoutBeingDoubled() {
        for (int i = 0; i < 4; i++) {
            mailbox.nextStore(FakeMailbox::unconfirmed);
        }
        CompletableFuture<SentMessage> sending = fixture.send(TO_BOB, "maybe");
        runRetries();
        assertThatThrownBy(() -> fixture.engine.await(sending))
                .isInstanceOfSatisfying(DeliveryUncertainException.class, uncertain -> {
                    assertThat(history(TO_BOB)).isEmpty();
                    SentMessage sent = fixture.engine.await(fixture.engine.resend(uncertain.message()));
                    assertThat(sent.timestamp()).isEqualTo(uncertain.message().timestamp());
                });
        assertThat(toBob()).hasSize(5).containsOnly(mailbox.puts.get(0));
        assertThat(history(TO_BOB)).hasSize(1);
    }

    @Test
    void aMessageThatTheSwarmWillNeverTakeFailsAtOnce() {
        mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.BAD_REQUEST));
        assertThatThrownBy(() -> send("hi"))
                .isInstanceOf(SessionNetworkException.class)
                .isNotInstanceOf(DeliveryUncertainException.class);
        assertThat(mailbox.puts).hasSize(1);
        assertThat(history(TO_BOB)).isEmpty();
    }

    @Test
    void withoutANetworkTheMessageFailsAfterSomeTries() {
        OnionException gone = new OnionException(OnionException.Reason.NETWORK_BOOTSTRAP_FAILED, "no list");
        for (int i = 0; i < 4; i++) {
            CompletableFuture<StoreResult> failed = new CompletableFuture<>();
            failed.completeExceptionally(gone);
            mailbox.storeScript.add(put -> failed);
        }
        CompletableFuture<SentMessage> sending = fixture.send(TO_BOB, "hi");
        runRetries();
        assertThatThrownBy(() -> fixture.engine.await(sending))
                .isInstanceOf(SessionNetworkException.class)
                .isNotInstanceOf(DeliveryUncertainException.class)
                .hasCause(gone);
    }

    @Test
    void nothingIsSentBeforeTheNetworksTimeIsKnownAndThenInOrder() throws Exception {
        mailbox.firstTime = new CompletableFuture<>();
        List<CompletableFuture<SentMessage>> sendings = IntStream.range(0, 5)
                .mapToObj(i -> fixture.send(TO_BOB, "" + i))
                .toList();
        assertThat(mailbox.puts).isEmpty();
        mailbox.firstTime.complete(FakeMailbox.NOW);
        List<Instant> timestamps = new ArrayList<>();
        for (CompletableFuture<SentMessage> sending : sendings) {
            timestamps.add(sending.join().timestamp());
        }
        assertThat(timestamps).isSorted().doesNotHaveDuplicates();
        assertThat(history(TO_BOB)).extracting(ChatMessage::text).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void withoutTheTimeEverythingThatWaitsFails() {
        mailbox.firstTime = new CompletableFuture<>();
        CompletableFuture<SentMessage> one = fixture.send(TO_BOB, "1");
        CompletableFuture<SentMessage> two = fixture.send(TO_BOB, "2");
        mailbox.firstTime.completeExceptionally(new OnionException(OnionException.Reason.NO_PATH, "none"));
        assertThatThrownBy(() -> fixture.engine.await(one)).isInstanceOf(SessionNetworkException.class);
        assertThatThrownBy(() -> fixture.engine.await(two)).isInstanceOf(SessionNetworkException.class);
        assertThat(mailbox.puts).isEmpty();
    }

    @Test
    void anAttemptOfWhichNothingIsHeardAgainMayHaveBeenDelivered() {
        for (int i = 0; i < 4; i++) {
            mailbox.storeScript.add(put -> new CompletableFuture<>());
        }
        CompletableFuture<SentMessage> sending = fixture.send(TO_BOB, "hello?");
        runRetries();
        assertThat(sending).isCompletedExceptionally();
        assertThatThrownBy(() -> fixture.engine.await(sending)).isInstanceOf(DeliveryUncertainException.class);
        assertThat(toBob()).hasSize(4).containsOnly(mailbox.puts.get(0));
    }

    @Test
    void whoWaitsForTheTimeInVainIsTold() {
        mailbox.firstTime = new CompletableFuture<>();
        CompletableFuture<SentMessage> sending = fixture.send(TO_BOB, "hello?");
        runRetries();
        assertThat(sending).isCompletedExceptionally();
        assertThatThrownBy(() -> fixture.engine.await(sending)).isInstanceOf(SessionNetworkException.class);
        assertThat(mailbox.puts).isEmpty();
    }

    @Test
    void aCopyOfWhichNothingIsHeardAgainGivesItsPlaceToAnotherMessage() {
        for (int i = 0; i < 64; i++) {
            mailbox.nextStore(FakeMailbox::stored);
            mailbox.storeScript.add(put -> new CompletableFuture<>());
        }
        for (int i = 0; i < 64; i++) {
            assertThat(fixture.send(TO_BOB, "" + i)).isCompleted();
        }
        CompletableFuture<SentMessage> next = fixture.send(TO_BOB, "next");
        assertThat(next).isNotDone();
        runRetries();
        assertThat(next).isCompleted();
    }

    @Test
    void anErrorWhileSealingFailsTheMessage() {
        LinkageError bug = new LinkageError("no library");
        Crypto broken = (Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    throw bug;
                });
        MessageStore store = MessageStore.inMemory();
        ConversationState known = ConversationState.initial(TO_BOB).withApproved(true);
        store.apply(ME.sessionId(), List.of(new StoreChange.PutConversation(known)));
        try (EngineFixture engine = new EngineFixture(store, broken)) {
            CompletableFuture<SentMessage> sending = engine.send(TO_BOB, "hi");
            assertThat(sending).isCompletedExceptionally();
            assertThat(engine.failures).containsExactly(bug);
        }
    }

    @Test
    void aDeliveredMessageIsDeliveredWhateverStoreAndErrorHandlerThrow() {
        FailingStore store = new FailingStore();
        FakeMailbox own = new FakeMailbox();
        own.storeScript.add(put -> {
            store.failure = new IllegalStateException("disk full");
            return CompletableFuture.completedFuture(FakeMailbox.stored(put));
        });
        try (ClientEngine engine = ClientEngine.builder(ME, own, new SharedGroupSwarm().new Line(ME))
                .store(store.port())
                .errorHandler(failure -> {
                    throw new AssertionError("a handler that fails");
                })
                .threads(Runnable::run, new ManualTimer())
                .build()) {
            assertThat(engine.chats().send(TO_BOB, TextMessage.of("hi"))).isCompleted();
        }
    }

    @Test
    void onlySoManyAreUnderWayAtATime() {
        List<CompletableFuture<StoreResult>> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            CompletableFuture<StoreResult> answer = new CompletableFuture<>();
            answers.add(answer);
            mailbox.storeScript.add(put -> answer);
        }
        List<CompletableFuture<SentMessage>> sendings = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            sendings.add(fixture.send(TO_BOB, "" + i));
        }
        assertThat(toBob()).hasSize(64);
        answers.get(10).complete(FakeMailbox.stored(mailbox.puts.get(10)));
        assertThat(toBob()).hasSize(70);
        assertThat(sendings).filteredOn(CompletableFuture::isDone).hasSize(7);
    }

    @Test
    void tooLongATextIsRefusedBeforeAnythingIsSent() {
        String longest = "\uD83D\uDE00".repeat(2_000);
        send(longest);
        assertThat(history(TO_BOB)).extracting(ChatMessage::text).containsExactly(longest);
        int puts = mailbox.puts.size();
        assertThatThrownBy(() -> fixture.send(TO_BOB, longest + "x"))
                .isInstanceOfSatisfying(MessageTooLargeException.class, e -> {
                    assertThat(e.limit()).isEqualTo(2_000);
                    assertThat(e.actual()).isEqualTo(2_001);
                });
        assertThatThrownBy(() -> fixture.send(TO_BOB, " \n")).isInstanceOf(IllegalArgumentException.class);
        assertThat(mailbox.puts).hasSize(puts);
    }

    @Test
    void closingFailsWhatWaitsAndWhatIsUnderWay() {
        mailbox.storeScript.add(put -> new CompletableFuture<>());
        mailbox.nextStore(FakeMailbox::unconfirmed);
        CompletableFuture<SentMessage> underWay = fixture.send(TO_BOB, "1");
        CompletableFuture<SentMessage> betweenTries = fixture.send(TO_BOB, "2");
        mailbox.firstTime = new CompletableFuture<>();
        CompletableFuture<SentMessage> waiting = fixture.send(TO_BOB, "3");
        fixture.close();
        for (CompletableFuture<SentMessage> sending : List.of(underWay, betweenTries, waiting)) {
            assertThatThrownBy(() -> fixture.engine.await(sending)).isInstanceOf(ClientClosedException.class);
        }
        int puts = mailbox.puts.size();
        runRetries();
        assertThat(mailbox.puts).hasSize(puts);
        assertThatThrownBy(() -> send("4")).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void aStoreThatThrowsDoesNotMakeADeliveredMessageFail() {
        RuntimeException full = new IllegalStateException("disk full");
        FailingStore store = new FailingStore();
        try (EngineFixture broken = new EngineFixture(store.port())) {
            broken.mailbox.storeScript.add(put -> {
                store.failure = full;
                return CompletableFuture.completedFuture(FakeMailbox.stored(put));
            });
            SentMessage sent = broken.engine.await(broken.send(TO_BOB, "hi"));
            assertThat(sent.confirmations()).isEqualTo(2);
            assertThat(broken.failures).containsExactly(full);
        }
    }

    private SentMessage send(String text) {
        return fixture.engine.await(fixture.send(TO_BOB, text));
    }

    private void runRetries() {
        while (fixture.timer.waiting() > 0) {
            fixture.timer.runAll();
        }
    }

    private List<FakeMailbox.Put> toBob() {
        return mailbox.puts.stream()
                .filter(put -> put.recipient().equals(BOB.sessionId()))
                .toList();
    }

    private ReceivedMessage opened(Account recipient, int put) throws Exception {
        assertThat(mailbox.puts.get(put).recipient()).isEqualTo(recipient.sessionId());
        return DirectMessageCodec.of(CRYPTO)
                .decode(recipient, mailbox.puts.get(put).message().toByteArray());
    }

    private List<ChatMessage> history(Conversation conversation) {
        return fixture.store.history(ME.sessionId(), conversation, Instant.MAX, Integer.MAX_VALUE);
    }
}
