package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CRYPTO;
import static org.session4j.client.internal.EngineFixture.ME;
import static org.session4j.client.internal.EngineFixture.letter;
import static org.session4j.client.internal.FakeMailbox.NOW;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.MessageExpired;
import org.session4j.client.MessageRead;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ReadReceipt;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;

/** Messages that disappear, and what reading has to do with it. */
@Timeout(30)
class DisappearingTest {

    private static final SessionId SELF = ME.sessionId();
    private static final Conversation WITH_BOB = new Conversation.Direct(BOB.sessionId());
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Expiration MINUTE_AFTER_READ = Expiration.afterRead(MINUTE);
    private static final Expiration MINUTE_AFTER_SEND = Expiration.afterSend(MINUTE);

    private final FailingStore store = new FailingStore();
    private final FakeMailbox mailbox = new FakeMailbox();
    private final EngineFixture fixture = EngineFixture.on(store.port(), mailbox);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aMessageDisappearsAMinuteAfterItWasSent() throws Exception {
        fixture.engine.start();
        fixture.arrive(fromBob("psst", NOW, MINUTE_AFTER_SEND));
        fixture.advance(MINUTE.minusMillis(2));
        assertThat(history()).hasSize(1);
        fixture.advance(Duration.ofMillis(1));
        assertThat(history()).isEmpty();
        assertThat(fixture.next(MessageExpired.class).reference().timestamp()).isEqualTo(NOW);
    }

    @Test
    void aMessageDisappearsAMinuteAfterItWasReadAndOtherDevicesLearnOfIt() throws Exception {
        fixture.engine.start();
        Bytes psst = fromBob("psst", NOW, MINUTE_AFTER_READ);
        fixture.arrive(psst);
        fixture.advance(Duration.ofHours(5));
        assertThat(history()).hasSize(1);
        Instant readAt = mailbox.now;
        List<ChatMessage> read = fixture.engine.reading().markRead(WITH_BOB, Instant.MAX);
        assertThat(read).extracting(ChatMessage::readAt).containsExactly(readAt);
        assertThat(mailbox.shortened)
                .containsExactly(new FakeMailbox.Shortened(List.of(hash(psst)), readAt.plus(MINUTE)));
        assertThat(fixture.engine.reading().markRead(WITH_BOB, Instant.MAX)).isEmpty();
        fixture.advance(MINUTE);
        assertThat(history()).isEmpty();
        assertThat(fixture.next(MessageExpired.class).conversation()).isEqualTo(WITH_BOB);
    }

    @Test
    void anEarlierMessageDisappearsBeforeALaterOne() {
        fixture.engine.start();
        fixture.arrive(fromBob("later", NOW, Expiration.afterSend(Duration.ofMinutes(10))));
        fixture.arrive(fromBob("sooner", NOW.plusMillis(1), MINUTE_AFTER_SEND));
        fixture.advance(MINUTE);
        assertThat(history()).extracting(ChatMessage::text).containsExactly("later");
        fixture.advance(Duration.ofMinutes(9));
        assertThat(history()).isEmpty();
    }

    @Test
    void aWayOffTimeIsLookedAtAgainEveryHour() {
        fixture.engine.start();
        fixture.arrive(fromBob("in two days", NOW, Expiration.afterSend(Duration.ofDays(2))));
        fixture.advance(Duration.ofDays(2));
        assertThat(history()).isEmpty();
        assertThat(fixture.timer.pauses).allMatch(pause -> pause.compareTo(Duration.ofHours(1)) <= 0);
    }

    @Test
    void whatBecameDueWhileNoClientWasOpenDisappearsAtTheStart() throws Exception {
        fixture.engine.start();
        fixture.arrive(fromBob("psst", NOW, MINUTE_AFTER_SEND));
        fixture.arrive(fromBob("stays", NOW.plusMillis(1), Expiration.OFF));
        fixture.close();
        fixture.advance(MINUTE);
        assertThat(history()).hasSize(2);

        FakeMailbox later = new FakeMailbox();
        later.now = NOW.plus(MINUTE);
        try (EngineFixture reopened = EngineFixture.on(fixture.store, later)) {
            reopened.engine.start();
            assertThat(reopened.next(MessageExpired.class).reference().timestamp())
                    .isEqualTo(NOW);
            assertThat(history()).extracting(ChatMessage::text).containsExactly("stays");
        }
    }

    @Test
    void whatIsDueAfterAReopeningDisappearsInTime() {
        fixture.engine.start();
        fixture.arrive(fromBob("psst", NOW, MINUTE_AFTER_SEND));
        fixture.close();
        try (EngineFixture reopened = EngineFixture.on(fixture.store, new FakeMailbox())) {
            reopened.engine.start();
            assertThat(history()).hasSize(1);
            reopened.advance(MINUTE);
            assertThat(history()).isEmpty();
        }
    }

    @Test
    void aLocalClockThatIsWrongDeletesNothingBeforeTheNetworksTimeIsKnown() {
        keep(NOW.plus(MINUTE));
        mailbox.firstTime = new CompletableFuture<>();
        mailbox.now = NOW.plus(Duration.ofDays(400));
        fixture.engine.start();
        assertThat(history()).hasSize(1);
        mailbox.now = NOW;
        mailbox.firstTime.complete(NOW);
        assertThat(history()).hasSize(1);
        fixture.advance(MINUTE);
        assertThat(history()).isEmpty();
    }

    @Test
    void withoutANetworkTheLocalClockHasToDo() {
        keep(NOW.minus(MINUTE));
        mailbox.firstTime = new CompletableFuture<>();
        fixture.engine.start();
        mailbox.firstTime.completeExceptionally(new IOException("no network"));
        assertThat(history()).isEmpty();
    }

    @Test
    void aStoreThatThrowsIsTriedAgain() {
        fixture.engine.start();
        fixture.arrive(fromBob("psst", NOW, MINUTE_AFTER_SEND));
        store.failure = new IllegalStateException("disk full");
        fixture.advance(MINUTE);
        assertThat(fixture.failures).containsExactly(store.failure);
        store.failure = null;
        assertThat(history()).hasSize(1);
        fixture.advance(MINUTE);
        assertThat(history()).isEmpty();
    }

    @Test
    void manyAtOnceDisappearTogether() {
        fixture.engine.start();
        for (int i = 0; i < 450; i++) {
            keep(NOW.plusMillis(i), NOW.plus(MINUTE));
        }
        fixture.arrive(fromBob("the last", NOW.minusMillis(1), MINUTE_AFTER_SEND));
        fixture.advance(MINUTE);
        assertThat(history()).isEmpty();
    }

    @Test
    void whatTheSwarmHoldsNoLongerWasReadElsewhereAndItsTimeIsOver() throws Exception {
        fixture.engine.start();
        Bytes gone = fromBob("gone", NOW, MINUTE_AFTER_READ);
        fixture.arrive(gone, fromBob("held", NOW.plusMillis(1), MINUTE_AFTER_READ));
        mailbox.gone.add(hash(gone));
        fixture.engine.reading().markRead(WITH_BOB, Instant.MAX);
        assertThat(history()).extracting(ChatMessage::text).containsExactly("held");
        assertThat(fixture.next(MessageExpired.class).reference().timestamp()).isEqualTo(NOW);
    }

    @Test
    void oneMemberAloneIsNotBelievedThatAMessageIsGone() {
        fixture.engine.start();
        Bytes gone = fromBob("gone", NOW, MINUTE_AFTER_READ);
        fixture.arrive(gone);
        mailbox.gone.add(hash(gone));
        mailbox.confirmations = 1;
        fixture.engine.reading().markRead(WITH_BOB, Instant.MAX);
        assertThat(history()).hasSize(1);
    }

    @Test
    void whatIsReadAfterTheSwarmForgotItLivesItsTime() {
        fixture.engine.start();
        Bytes old = fromBob("old", NOW, MINUTE_AFTER_READ);
        fixture.arrive(old);
        fixture.advance(FakeMailbox.LIFE);
        mailbox.gone.add(hash(old));
        fixture.engine.reading().markRead(WITH_BOB, Instant.MAX);
        assertThat(history()).hasSize(1);
        fixture.advance(MINUTE);
        assertThat(history()).isEmpty();
    }

    @Test
    void whatAnotherDeviceReadLaterIsFoundOut() throws Exception {
        fixture.engine.start();
        Bytes psst = fromBob("psst", NOW, Expiration.afterRead(Duration.ofHours(1)));
        fixture.arrive(psst);
        mailbox.expiries.put(hash(psst), NOW.plus(FakeMailbox.LIFE));
        fixture.advance(Duration.ofMinutes(6));
        fixture.arrive();
        assertThat(mailbox.askedForExpiries).containsOnly(List.of(hash(psst)));
        assertThat(history()).allMatch(ChatMessage::isUnread);

        Instant readAt = mailbox.now;
        mailbox.expiries.put(hash(psst), readAt.plus(Duration.ofHours(1)));
        fixture.advance(Duration.ofMinutes(6));
        fixture.arrive();
        MessageRead read = fixture.next(MessageRead.class);
        assertThat(read.reader()).isEqualTo(SELF);
        assertThat(read.message().readAt()).isEqualTo(readAt);
        assertThat(history()).containsExactly(read.message());

        fixture.advance(Duration.ofHours(1));
        assertThat(history()).isEmpty();
    }

    @Test
    void theSwarmIsNotAskedMoreOftenThanNeeded() {
        fixture.engine.start();
        fixture.arrive(fromBob("stays", NOW, Expiration.OFF), fromBob("psst", NOW.plusMillis(1), MINUTE_AFTER_READ));
        for (int i = 0; i < 10; i++) {
            fixture.arrive();
        }
        assertThat(mailbox.askedForExpiries).hasSize(1);
        fixture.engine.reading().markRead(WITH_BOB, Instant.MAX);
        fixture.advance(Duration.ofMinutes(6));
        fixture.arrive();
        assertThat(mailbox.askedForExpiries).hasSize(1);
    }

    @Test
    void thePeerIsToldWhatWasReadIfBothWantThat() throws Exception {
        fixture.engine.start();
        befriendBob();
        fixture.arrive(fromBob("1", NOW, Expiration.OFF), fromBob("2", NOW.plusMillis(1), Expiration.OFF));
        fixture.engine.reading().markRead(WITH_BOB, NOW);
        assertThat(mailbox.puts).isEmpty();
        fixture.engine.chats().change(AccountSettings.DEFAULT.withReadReceipts(true));
        fixture.arrive(fromBob("3", NOW.plusMillis(2), Expiration.OFF));
        fixture.engine.reading().markRead(WITH_BOB, Instant.MAX);
        assertThat(mailbox.puts).hasSize(1);
        assertThat(DirectMessageCodec.of(CRYPTO)
                        .decode(BOB, mailbox.puts.get(0).message().toByteArray())
                        .message())
                .isEqualTo(ReadReceipt.of(List.of(NOW.plusMillis(1), NOW.plusMillis(2))));
        fixture.engine.reading().markRead(WITH_BOB, Instant.MAX);
        assertThat(mailbox.puts).hasSize(1);
    }

    @Test
    void strangersAreNotToldWhatWasRead() {
        fixture.engine.start();
        fixture.engine.chats().change(AccountSettings.DEFAULT.withReadReceipts(true));
        fixture.arrive(fromBob("1", NOW, Expiration.OFF));
        assertThat(fixture.engine.reading().markRead(WITH_BOB, Instant.MAX)).hasSize(1);
        assertThat(mailbox.puts).isEmpty();
    }

    private void befriendBob() {
        fixture.store.apply(
                SELF,
                List.of(new StoreChange.PutConversation(
                        ConversationState.initial(WITH_BOB).withApproved(true).withApprovedMe(true))));
    }

    /** Puts a message into the store as an earlier client would have. */
    private void keep(Instant expiresAt) {
        keep(NOW.minus(MINUTE), expiresAt);
    }

    private void keep(Instant sent, Instant expiresAt) {
        ChatMessage message = new ChatMessage(
                WITH_BOB,
                BOB.sessionId(),
                sent,
                org.session4j.client.Direction.INCOMING,
                TextMessage.of("psst"),
                MINUTE_AFTER_SEND,
                null,
                null,
                expiresAt,
                java.util.Map.of());
        fixture.store.apply(SELF, List.of(new StoreChange.PutMessage(message)));
    }

    private List<ChatMessage> history() {
        MessageStore reading = fixture.store;
        return reading.history(SELF, WITH_BOB, Instant.MAX, Integer.MAX_VALUE);
    }

    private static Bytes fromBob(String text, Instant sent, Expiration expiration) {
        return letter(BOB, SELF, TextMessage.of(text).toContent(sent, expiration));
    }

    private static MessageHash hash(Bytes letter) {
        return new FakeMailbox.Put(SELF, letter).hash();
    }
}
