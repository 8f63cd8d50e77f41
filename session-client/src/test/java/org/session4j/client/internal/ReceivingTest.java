package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CAROL;
import static org.session4j.client.internal.EngineFixture.ME;
import static org.session4j.client.internal.EngineFixture.letter;
import static org.session4j.client.internal.EngineFixture.text;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.ChatMessage;
import org.session4j.client.ConnectionState;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageRefused;
import org.session4j.client.MessageSent;
import org.session4j.client.SessionEvent;
import org.session4j.client.UnknownMessageReceived;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.Timing;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

@Timeout(30)
class ReceivingTest {

    private static final Instant T = FakeMailbox.NOW;
    private static final SessionId SELF = ME.sessionId();
    private static final Conversation WITH_BOB = new Conversation.Direct(BOB.sessionId());

    private final FailingStore store = new FailingStore();
    private final EngineFixture fixture = new EngineFixture(store.port());
    private final FakeMailbox mailbox = fixture.mailbox;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aMessageIsRecordedThenAcknowledgedThenTold() throws Exception {
        Bytes hello = text(BOB, "hello", T);
        mailbox.nextPoll(SELF, false, hello);
        fixture.engine.start();
        MessageReceived event = fixture.next(MessageReceived.class);
        assertThat(event.text()).isEqualTo("hello");
        assertThat(event.sender()).isEqualTo(BOB.sessionId());
        assertThat(event.conversation()).isEqualTo(WITH_BOB);
        assertThat(event.timestamp()).isEqualTo(T);
        assertThat(event.message().direction()).isEqualTo(Direction.INCOMING);
        assertThat(history(WITH_BOB)).containsExactly(event.message());
        assertThat(mailbox.acknowledged).containsExactly(event.message().hash());
    }

    @Test
    void eventsOfOnePollComeInTheOrderOfTheirSendingTimes() throws Exception {
        mailbox.nextPoll(
                SELF,
                false,
                text(BOB, "3", T.plusMillis(3)),
                text(CAROL, "1", T.plusMillis(1)),
                Bytes.utf8("garbage"),
                text(BOB, "2", T.plusMillis(2)));
        fixture.engine.start();
        assertThat(nextTexts(3)).containsExactly("1", "2", "3");
        assertThat(fixture.events.take()).isInstanceOf(MessageRefused.class);
    }

    @Test
    void whatSeveralMembersHoldIsToldOnce() throws Exception {
        Bytes hello = text(BOB, "hello", T);
        mailbox.nextPoll(SELF, false, hello);
        mailbox.nextPoll(SELF, false, hello, text(BOB, "sealed again", T), text(BOB, "new", T.plusMillis(1)));
        fixture.engine.start();
        fixture.timer.runAll();
        assertThat(nextTexts(2)).containsExactly("hello", "new");
        assertThat(mailbox.acknowledged).hasSize(4);
    }

    @Test
    void aStoreThatThrowsLeavesThePollUnacknowledgedAndItIsOfferedAgain() throws Exception {
        Bytes hello = text(BOB, "hello", T);
        mailbox.nextPoll(SELF, true, hello);
        mailbox.nextPoll(SELF, false, hello);
        store.failure = new IllegalStateException("disk full");
        fixture.engine.start();
        assertThat(mailbox.acknowledged).isEmpty();
        assertThat(mailbox.askedAgain).isEmpty();
        assertThat(fixture.failures).containsExactly(store.failure);
        assertThat(fixture.events).isEmpty();
        store.failure = null;
        fixture.timer.runAll();
        assertThat(nextTexts(1)).containsExactly("hello");
        assertThat(mailbox.acknowledged).hasSize(1);
    }

    @Test
    void whatIsNoMessageIsCountedRecordedAndToldOnce() throws Exception {
        Bytes forCarol = letter(BOB, CAROL.sessionId(), TextMessage.of("psst").toContent(T));
        Bytes version3 = Bytes.of((byte) 0, (byte) 3, (byte) 1);
        Bytes foreignCopy = letter(
                BOB,
                SELF,
                TextMessage.builder("I am you")
                        .syncTarget(CAROL.sessionId())
                        .build()
                        .toContent(T));
        mailbox.nextPoll(SELF, false, Bytes.utf8("garbage"), forCarol, version3, foreignCopy);
        mailbox.nextPoll(SELF, false, Bytes.utf8("garbage"), forCarol, text(BOB, "hello", T));
        fixture.engine.start();
        List<MessageRefused> refused = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            refused.add((MessageRefused) fixture.events.take());
        }
        assertThat(refused)
                .extracting(MessageRefused::reason)
                .containsExactly(
                        MessageRefused.Reason.MALFORMED,
                        MessageRefused.Reason.UNDECRYPTABLE,
                        MessageRefused.Reason.UNKNOWN_FORMAT,
                        MessageRefused.Reason.FORBIDDEN);
        assertThat(refused).extracting(MessageRefused::count).containsExactly(1L, 2L, 3L, 4L);
        assertThat(mailbox.acknowledged).hasSize(4);
        fixture.timer.runAll();
        assertThat(nextTexts(1)).containsExactly("hello");
        assertThat(conversations()).containsExactly(WITH_BOB);
    }

    @Test
    void kindsWithoutAnEventOfTheirOwnAreToldAndNotPartOfTheHistory() throws Exception {
        Content empty = Content.builder()
                .sigTimestamp(T.toEpochMilli())
                .dataMessage(DataMessage.builder().build())
                .build();
        mailbox.nextPoll(SELF, false, letter(BOB, SELF, empty));
        fixture.engine.start();
        UnknownMessageReceived event = (UnknownMessageReceived) fixture.events.take();
        assertThat(event.message().kind()).isEqualTo(MessageKind.DATA);
        assertThat(event.conversation()).isEqualTo(WITH_BOB);
        assertThat(conversations()).isEmpty();
        assertThat(mailbox.acknowledged).hasSize(1);
    }

    @Test
    void whatAnotherDeviceSentArrivesAsSent() throws Exception {
        Content copy = TextMessage.builder("from my phone")
                .syncTarget(BOB.sessionId())
                .build()
                .toContent(T);
        Content note = TextMessage.of("a note").toContent(T.plusMillis(1));
        mailbox.nextPoll(SELF, false, letter(ME, SELF, copy), letter(ME, SELF, note));
        fixture.engine.start();
        MessageSent toBob = (MessageSent) fixture.events.take();
        assertThat(toBob.fromOtherDevice()).isTrue();
        assertThat(toBob.conversation()).isEqualTo(WITH_BOB);
        MessageSent toSelf = (MessageSent) fixture.events.take();
        assertThat(toSelf.conversation()).isEqualTo(new Conversation.NoteToSelf());
        assertThat(toSelf.message().direction()).isEqualTo(Direction.OUTGOING);
    }

    @Test
    void theOwnCopyOfASentMessageIsNotToldAgain() throws Exception {
        fixture.engine.await(fixture.send(WITH_BOB, "hi"));
        Bytes copy = mailbox.puts.get(1).message();
        mailbox.nextPoll(SELF, false, copy, text(BOB, "hello", T.plusMillis(50)));
        fixture.engine.start();
        assertThat(fixture.events.take()).isInstanceOf(MessageSent.class);
        assertThat(nextTexts(1)).containsExactly("hello");
        assertThat(history(WITH_BOB)).extracting(ChatMessage::text).containsExactly("hi", "hello");
    }

    @Test
    void whatComesBeforeWhatItIsAboutCountsWhenAnotherMemberHandsItOutAgain() {
        Bytes hello = text(BOB, "hello", T);
        Bytes thumb = letter(
                BOB,
                SELF,
                ReactionMessage.add(new MessageReference(BOB.sessionId(), T), "👍")
                        .toContent(T.plusMillis(1)));
        mailbox.nextPoll(SELF, false, thumb);
        mailbox.nextPoll(SELF, false, hello);
        mailbox.nextPollOf(2, SELF, FakeMailbox.stored(SELF, thumb, T.plus(FakeMailbox.LIFE)));
        fixture.engine.start();
        fixture.timer.runAll();
        assertThat(history(WITH_BOB).get(0).reactions()).isEmpty();
        fixture.timer.runAll();
        assertThat(history(WITH_BOB).get(0).hasReaction(BOB.sessionId(), "👍")).isTrue();
        assertThat(mailbox.acknowledged).hasSize(3);
    }

    @Test
    void inOnePollAMessageAndWhatIsAboutItMeetInWhateverOrder() {
        MessageReference hello = new MessageReference(BOB.sessionId(), T);
        mailbox.nextPoll(
                SELF,
                false,
                letter(BOB, SELF, ReactionMessage.add(hello, "👍").toContent(T.plusMillis(1))),
                text(BOB, "hello", T));
        fixture.engine.start();
        assertThat(history(WITH_BOB).get(0).hasReaction(BOB.sessionId(), "👍")).isTrue();
    }

    @Test
    void howFarEachMemberWasReadSurvivesAReopening() {
        Bytes one = text(BOB, "1", T);
        Bytes two = text(BOB, "2", T.plusMillis(1));
        mailbox.nextPoll(SELF, false, one, two);
        mailbox.nextPollOf(2, SELF, FakeMailbox.stored(SELF, one, T.plus(FakeMailbox.LIFE)));
        fixture.engine.start();
        fixture.timer.runAll();
        fixture.close();
        FakeMailbox later = new FakeMailbox();
        try (EngineFixture reopened = EngineFixture.on(fixture.store, later)) {
            reopened.engine.start();
        }
        assertThat(later.resumed)
                .containsExactlyInAnyOrder(
                        new ReadMark(
                                EngineFixture.ME.sessionId(),
                                FakeMailbox.node(1).ed25519(),
                                Namespace.DEFAULT,
                                hash(two)),
                        new ReadMark(
                                EngineFixture.ME.sessionId(),
                                FakeMailbox.node(2).ed25519(),
                                Namespace.DEFAULT,
                                hash(one)));
    }

    @Test
    void aMemberThatHasMoreIsAskedAgainAtOnce() throws Exception {
        mailbox.nextPoll(SELF, true, text(BOB, "1", T));
        mailbox.nextPoll(SELF, false, text(BOB, "2", T.plusMillis(1)));
        fixture.engine.start();
        assertThat(nextTexts(2)).containsExactly("1", "2");
        assertThat(mailbox.askedAgain).containsExactly(FakeMailbox.node(1));
        assertThat(fixture.timer.pauses).containsExactly(Timing.standard().get(Timing.Span.POLL));
    }

    @Test
    void aMemberThatAlwaysHasMoreIsLeftAfterAWhile() {
        for (int i = 0; i < 100; i++) {
            mailbox.nextPoll(SELF, true);
        }
        fixture.engine.start();
        assertThat(mailbox.askedAgain).hasSize(63);
        assertThat(fixture.timer.waiting()).isEqualTo(1);
    }

    @Test
    void failingPollsBecomeRarerAndOneSuccessMakesUpForThem() {
        for (int i = 0; i < 6; i++) {
            mailbox.nextPollFails(new IOException("no"));
        }
        mailbox.nextPoll(SELF, false);
        fixture.engine.start();
        assertThat(fixture.engine.connection()).isEqualTo(ConnectionState.CONNECTING);
        for (int i = 0; i < 5; i++) {
            fixture.timer.runAll();
        }
        assertThat(fixture.engine.connection()).isEqualTo(ConnectionState.OFFLINE);
        fixture.timer.runAll();
        assertThat(fixture.engine.connection()).isEqualTo(ConnectionState.ONLINE);
        assertThat(fixture.timer.pauses)
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 5L);
    }

    @Test
    void aPollOfWhichNothingIsHeardAgainIsFollowedByAnother() throws Exception {
        mailbox.pollScript.add(new CompletableFuture<>());
        fixture.engine.start();
        assertThat(fixture.timer.waiting()).isEqualTo(1);
        fixture.timer.runAll();
        mailbox.nextPoll(SELF, false, text(BOB, "hello", T));
        fixture.timer.runAll();
        assertThat(nextTexts(1)).containsExactly("hello");
    }

    @Test
    void aPollThatThrowsIsFollowedByAnother() throws Exception {
        RuntimeException bug = new IllegalStateException("bug");
        mailbox.pollBug = bug;
        fixture.engine.start();
        assertThat(fixture.failures).containsExactly(bug);
        mailbox.pollBug = null;
        mailbox.nextPoll(SELF, false, text(BOB, "hello", T));
        fixture.timer.runAll();
        assertThat(nextTexts(1)).containsExactly("hello");
    }

    @Test
    void aListenerThatThrowsHoldsUpNothing() throws Exception {
        RuntimeException oops = new IllegalArgumentException("oops");
        fixture.engine.onEvent(event -> {
            throw oops;
        });
        BlockingQueue<SessionEvent> later = new LinkedBlockingQueue<>();
        fixture.engine.onEvent(later::add);
        mailbox.nextPoll(SELF, false, text(BOB, "1", T));
        mailbox.nextPoll(SELF, false, text(BOB, "2", T.plusMillis(1)));
        fixture.engine.start();
        fixture.timer.runAll();
        assertThat(nextTexts(2)).containsExactly("1", "2");
        while (!(later.take() instanceof MessageReceived received
                && received.text().equals("2"))) {
            // Until the last event has gone through all listeners.
        }
        assertThat(fixture.failures).isNotEmpty().containsOnly(oops);
    }

    @Test
    void aListenerMayAnswerWhileThePollerGoesOn() throws Exception {
        CompletableFuture<String> answered = new CompletableFuture<>();
        fixture.engine.onEvent(event -> {
            if (event instanceof MessageReceived received) {
                fixture.engine.await(fixture.send(received.conversation(), "echo: " + received.text()));
                answered.complete(received.text());
            }
        });
        mailbox.nextPoll(SELF, false, text(BOB, "hello", T));
        fixture.engine.start();
        assertThat(answered.get()).isEqualTo("hello");
        assertThat(mailbox.puts.get(0).recipient()).isEqualTo(BOB.sessionId());
    }

    @Test
    void aListenerMayCloseTheClient() throws Exception {
        CompletableFuture<String> closed = new CompletableFuture<>();
        fixture.engine.onEvent(event -> {
            if (event instanceof MessageReceived received) {
                fixture.engine.close();
                closed.complete(received.text());
            }
        });
        mailbox.nextPoll(SELF, false, text(BOB, "stop", T));
        fixture.engine.start();
        assertThat(closed.get()).isEqualTo("stop");
        assertThat(fixture.timer.waiting()).isZero();
    }

    @Test
    void whatCameBeforeTheFirstListenerIsKeptForIt() throws Exception {
        FakeMailbox early = new FakeMailbox();
        early.nextPoll(SELF, false, text(BOB, "early", T));
        try (ClientEngine engine = ClientEngine.builder(ME, early, new SharedGroupSwarm().new Line(ME))
                .threads(Runnable::run, new ManualTimer())
                .build()) {
            engine.start();
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            engine.onEvent(event -> {
                if (event instanceof MessageReceived received) {
                    heard.add(received.text());
                }
            });
            assertThat(heard.take()).isEqualTo("early");
        }
    }

    @Test
    void afterClosingNothingIsAskedRecordedOrTold() {
        CompletableFuture<org.session4j.swarm.PollResult> late = new CompletableFuture<>();
        mailbox.pollScript.add(late);
        fixture.engine.start();
        fixture.close();
        late.complete(FakeMailbox.poll(SELF, false, text(BOB, "late", T)));
        assertThat(mailbox.acknowledged).isEmpty();
        assertThat(conversations()).isEmpty();
        assertThat(fixture.timer.waiting()).isZero();
    }

    @Test
    void anOverlongTextIsCutNotRefused() throws Exception {
        mailbox.nextPoll(SELF, false, text(BOB, "x".repeat(10_001), T));
        fixture.engine.start();
        assertThat(nextTexts(1).get(0)).hasSize(TextMessage.PRO_LENGTH);
    }

    private List<String> nextTexts(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(fixture.next(MessageReceived.class).text());
        }
        return texts;
    }

    private static MessageHash hash(Bytes letter) {
        return new FakeMailbox.Put(SELF, letter).hash();
    }

    private List<ChatMessage> history(Conversation conversation) {
        return fixture.store.history(SELF, conversation, Instant.MAX, Integer.MAX_VALUE);
    }

    private List<Conversation> conversations() {
        return fixture.store.conversations(SELF).stream()
                .map(ConversationSummary::conversation)
                .toList();
    }
}
