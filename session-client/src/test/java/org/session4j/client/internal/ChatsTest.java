package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CRYPTO;
import static org.session4j.client.internal.EngineFixture.ME;
import static org.session4j.client.internal.EngineFixture.letter;
import static org.session4j.client.internal.EngineFixture.text;
import static org.session4j.client.internal.FakeMailbox.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.ChatMessage;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageRefused;
import org.session4j.client.ReactionChanged;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.TimerChanged;
import org.session4j.client.UnsendScope;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.ReceivedMessage;
import org.session4j.protocol.message.RequestAccepted;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.TimerChange;
import org.session4j.protocol.message.Unsend;
import org.session4j.swarm.StoreResult;

/** What an account's owner does, and what of it reaches the network. */
@Timeout(30)
class ChatsTest {

    private static final SessionId SELF = ME.sessionId();
    private static final Conversation.Direct WITH_BOB = new Conversation.Direct(BOB.sessionId());
    private static final Conversation NOTES = new Conversation.NoteToSelf();

    private final FakeMailbox mailbox = new FakeMailbox();
    private final EngineFixture fixture = EngineFixture.on(MessageStore.inMemory(), mailbox);
    private final Chats chats = fixture.engine.chats();

    @BeforeEach
    void start() {
        fixture.engine.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void answeringARequestAcceptsItAndSaysSoFirst() {
        fixture.arrive(text(BOB, "hi", NOW));
        assertThat(chats.state(WITH_BOB).isRequest()).isTrue();
        send("hello");
        send("how are you?");
        assertThat(chats.state(WITH_BOB).isMutual()).isTrue();
        List<ReceivedMessage> received = received(BOB);
        assertThat(received)
                .extracting(ReceivedMessage::message)
                .containsExactly(RequestAccepted.of(), TextMessage.of("hello"), TextMessage.of("how are you?"));
        assertThat(received.get(0).timestamp()).isBefore(received.get(1).timestamp());
    }

    @Test
    void writingToAStrangerAcceptsThemAndSaysNothingElse() {
        send("hi");
        assertThat(chats.state(WITH_BOB).approved()).isTrue();
        assertThat(chats.state(WITH_BOB).approvedMe()).isFalse();
        assertThat(messages(BOB)).containsExactly(TextMessage.of("hi"));
    }

    @Test
    void aRequestCanBeAcceptedWithoutAWord() {
        fixture.arrive(text(BOB, "hi", NOW));
        await(chats.approve(WITH_BOB));
        assertThat(chats.state(WITH_BOB).isMutual()).isTrue();
        assertThat(messages(BOB)).containsExactly(RequestAccepted.of());
    }

    @Test
    void aReactionIsPutOnceItIsDelivered() throws Exception {
        fixture.arrive(text(BOB, "hi", NOW));
        MessageReference hi = new MessageReference(BOB.sessionId(), NOW);
        await(chats.react(WITH_BOB, hi, "👍"));
        assertThat(message(hi).hasReaction(SELF, "👍")).isTrue();
        assertThat(fixture.next(ReactionChanged.class).from()).isEqualTo(SELF);
        assertThat(messages(BOB)).containsExactly(ReactionMessage.add(hi, "👍"));
        assertThat(((ReactionMessage) messages(ME).get(0)).syncTarget()).isEqualTo(BOB.sessionId());
        await(chats.unreact(WITH_BOB, hi, "👍"));
        assertThat(message(hi).reactions()).isEmpty();
        assertThat(history(WITH_BOB)).hasSize(1);
    }

    @Test
    void aReactionThatIsNotDeliveredIsNotShown() {
        fixture.arrive(text(BOB, "hi", NOW));
        MessageReference hi = new MessageReference(BOB.sessionId(), NOW);
        mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.BAD_REQUEST));
        assertThatThrownBy(() -> await(chats.react(WITH_BOB, hi, "👍"))).isInstanceOf(SessionNetworkException.class);
        assertThat(message(hi).reactions()).isEmpty();
    }

    @Test
    void aMessageIsTakenBackFromEverybody() {
        MessageReference oops = send("oops").reference();
        FakeMailbox.Put copy = mailbox.puts.get(1);
        await(chats.unsend(WITH_BOB, oops, UnsendScope.EVERYONE));
        assertThat(message(oops).isUnsent()).isTrue();
        assertThat(messages(BOB)).containsExactly(TextMessage.of("oops"), new Unsend(oops));
        assertThat(messages(ME)).hasSize(2).last().isEqualTo(new Unsend(oops));
        assertThat(mailbox.deleted).containsExactly(copy.hash());
    }

    @Test
    void aMessageIsTakenOffOnesOwnDevices() {
        fixture.arrive(text(BOB, "hi", NOW));
        MessageReference hi = new MessageReference(BOB.sessionId(), NOW);
        assertThatThrownBy(() -> chats.unsend(WITH_BOB, hi, UnsendScope.EVERYONE))
                .isInstanceOf(IllegalArgumentException.class);
        await(chats.unsend(WITH_BOB, hi, UnsendScope.OWN_DEVICES));
        assertThat(message(hi).isUnsent()).isTrue();
        assertThat(messages(BOB)).isEmpty();
        assertThat(messages(ME)).containsExactly(new Unsend(hi));
        assertThat(mailbox.deleted).hasSize(1);
    }

    @Test
    void aNoteIsTakenBackEntirely() {
        MessageReference milk = await(fixture.send(NOTES, "milk")).reference();
        await(chats.unsend(NOTES, milk, UnsendScope.EVERYONE));
        assertThat(history(NOTES)).isEmpty();
        assertThat(mailbox.puts).hasSize(2);
    }

    @Test
    void nobodyTakesBackWhatSomebodyElseWrote() throws Exception {
        MessageReference mine = send("mine").reference();
        fixture.arrive(letter(BOB, SELF, new Unsend(mine).toContent(NOW.plusMillis(50))));
        assertThat(fixture.next(MessageRefused.class).reason()).isEqualTo(MessageRefused.Reason.FORBIDDEN);
        assertThat(message(mine).text()).isEqualTo("mine");
    }

    @Test
    void aTimerIsAnnouncedAndHoldsForWhatFollows() throws Exception {
        Expiration day = Expiration.afterSend(Duration.ofDays(1));
        await(chats.setTimer(WITH_BOB, day));
        assertThat(fixture.next(TimerChanged.class).expiration()).isEqualTo(day);
        SentMessage sent = send("psst");
        assertThat(message(sent.reference()).expiresAt())
                .isEqualTo(sent.timestamp().plus(Duration.ofDays(1)));
        assertThat(received(BOB)).extracting(ReceivedMessage::expiration).containsExactly(day, day);
        assertThat(messages(BOB).get(0)).isEqualTo(TimerChange.of(day));
        assertThat(mailbox.lifetimes).containsOnly(Duration.ofDays(1));
        await(chats.setTimer(WITH_BOB, Expiration.OFF));
        assertThat(message(send("stays").reference()).expiresAt()).isNull();
    }

    @Test
    void whatDoesNotDisappearWhileItIsUnreadIsStoredTheUsualTime() {
        await(chats.setTimer(WITH_BOB, Expiration.afterRead(Duration.ofHours(1))));
        mailbox.lifetimes.clear();
        send("psst");
        assertThat(mailbox.lifetimes).containsExactly(Duration.ofDays(14), Duration.ofHours(1));
    }

    @Test
    void theTimerOfNotesStartsWithSending() {
        await(chats.setTimer(NOTES, Expiration.afterRead(Duration.ofHours(1))));
        assertThat(chats.state(NOTES).timer()).isEqualTo(Expiration.afterSend(Duration.ofHours(1)));
        SentMessage note = await(fixture.send(NOTES, "milk"));
        assertThat(message(note.reference()).expiresAt())
                .isEqualTo(note.timestamp().plus(Duration.ofHours(1)));
    }

    @Test
    void whoIsBlockedIsNotHeardUntilUnblocked() throws Exception {
        chats.block(WITH_BOB, true);
        fixture.arrive(text(BOB, "let me in", NOW));
        MessageRefused refused = fixture.next(MessageRefused.class);
        assertThat(refused.reason()).isEqualTo(MessageRefused.Reason.BLOCKED);
        assertThat(refused.count()).isEqualTo(1);
        assertThat(history(WITH_BOB)).isEmpty();
        chats.block(WITH_BOB, false);
        fixture.arrive(text(BOB, "thanks", NOW.plusMillis(1)));
        assertThat(fixture.next(MessageReceived.class).text()).isEqualTo("thanks");
    }

    @Test
    void aDeletedConversationBeginsAsARequestAgain() {
        fixture.arrive(text(BOB, "hi", NOW));
        send("hello");
        chats.delete(WITH_BOB);
        assertThat(fixture.store.conversations(SELF)).isEmpty();
        fixture.arrive(text(BOB, "hi", NOW), text(BOB, "hi again", NOW.plusSeconds(1)));
        assertThat(chats.state(WITH_BOB).isRequest()).isTrue();
    }

    @Test
    void whoIsBlockedStaysSoWhenTheConversationIsDeleted() {
        fixture.arrive(text(BOB, "hi", NOW));
        chats.block(WITH_BOB, true);
        chats.delete(WITH_BOB);
        assertThat(history(WITH_BOB)).isEmpty();
        assertThat(fixture.store.conversations(SELF))
                .extracting(ConversationSummary::state)
                .containsExactly(ConversationState.initial(WITH_BOB).withBlocked(true));
    }

    @Test
    void aNewProfileGetsItsTimeAndAnOldOneKeepsIt() {
        chats.change(AccountSettings.DEFAULT.withProfile(Profile.of("Alice")));
        Profile profile = fixture.store.settings(SELF).profile();
        assertThat(profile).isEqualTo(Profile.of("Alice").withLastUpdate(NOW));
        fixture.advance(Duration.ofMinutes(1));
        chats.change(fixture.store.settings(SELF).withReadReceipts(true));
        assertThat(fixture.store.settings(SELF).profile()).isEqualTo(profile);
        assertThat(fixture.store.settings(SELF).readReceipts()).isTrue();
    }

    @Test
    void aProfileThatChangesAgainWithinASecondIsStillNewer() {
        chats.change(AccountSettings.DEFAULT.withProfile(Profile.of("Alice")));
        chats.change(AccountSettings.DEFAULT.withProfile(Profile.of("Alicia")));
        Profile second = Objects.requireNonNull(fixture.store.settings(SELF).profile());
        assertThat(second.supersedes(NOW)).isTrue();
        chats.changePicture("http://127.0.0.1/file/1", Bytes.of(new byte[32]));
        Profile third = Objects.requireNonNull(fixture.store.settings(SELF).profile());
        assertThat(third.supersedes(second.lastUpdate())).isTrue();
        assertThat(third.displayName()).isEqualTo("Alicia");
    }

    @Test
    void onceClosedNothingIsWrittenAnyMore() {
        fixture.arrive(text(BOB, "hi", NOW));
        fixture.close();
        List<ConversationSummary> before = fixture.store.conversations(SELF);
        for (ThrowingCallable late : List.<ThrowingCallable>of(
                () -> send("too late"),
                () -> await(chats.approve(WITH_BOB)),
                () -> chats.block(WITH_BOB, true),
                () -> chats.delete(WITH_BOB),
                () -> chats.change(AccountSettings.DEFAULT.withReadReceipts(true)),
                () -> fixture.engine.reading().markRead(WITH_BOB, Instant.MAX))) {
            assertThatThrownBy(late).isInstanceOf(ClientClosedException.class);
        }
        assertThat(fixture.store.conversations(SELF)).isEqualTo(before);
        assertThat(fixture.store.settings(SELF)).isEqualTo(AccountSettings.DEFAULT);
        assertThat(history(WITH_BOB)).hasSize(1);
        assertThat(fixture.failures).isEmpty();
    }

    private SentMessage send(String text) {
        return await(fixture.send(WITH_BOB, text));
    }

    private SentMessage await(java.util.concurrent.CompletableFuture<SentMessage> sending) {
        return fixture.engine.await(sending);
    }

    private ChatMessage message(MessageReference reference) {
        return fixture.store.message(SELF, reference).orElseThrow();
    }

    private List<ChatMessage> history(Conversation conversation) {
        return fixture.store.history(SELF, conversation, Instant.MAX, Integer.MAX_VALUE);
    }

    private List<Message> messages(Account recipient) {
        return received(recipient).stream().map(ReceivedMessage::message).toList();
    }

    private List<ReceivedMessage> received(Account recipient) {
        List<ReceivedMessage> received = new ArrayList<>();
        for (FakeMailbox.Put put : mailbox.puts) {
            if (put.recipient().equals(recipient.sessionId())) {
                try {
                    received.add(DirectMessageCodec.of(CRYPTO)
                            .decode(recipient, put.message().toByteArray()));
                } catch (SessionException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return received;
    }
}
