package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CRYPTO;
import static org.session4j.client.internal.EngineFixture.ME;
import static org.session4j.client.internal.EngineFixture.letter;
import static org.session4j.client.internal.EngineFixture.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.Conversation;
import org.session4j.client.MessageReceived;
import org.session4j.client.TypingChanged;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.TypingIndicator;

@Timeout(30)
class TypingTest {

    private static final SessionId SELF = ME.sessionId();
    private static final Conversation WITH_BOB = new Conversation.Direct(BOB.sessionId());
    private static final TypingChanged BEGAN = new TypingChanged(WITH_BOB, BOB.sessionId(), true);
    private static final TypingChanged ENDED = new TypingChanged(WITH_BOB, BOB.sessionId(), false);

    private final FakeMailbox mailbox = new FakeMailbox();
    private final EngineFixture fixture = EngineFixture.on(MessageStore.inMemory(), mailbox);

    /** Timers that are always there. */
    private int ofThePoll;

    @BeforeEach
    void bothHaveAcceptedEachOther() {
        fixture.store.apply(
                SELF,
                List.of(
                        new StoreChange.PutSettings(AccountSettings.DEFAULT.withTypingIndicators(true)),
                        new StoreChange.PutConversation(ConversationState.initial(WITH_BOB)
                                .withApproved(true)
                                .withApprovedMe(true))));
        fixture.engine.start();
        ofThePoll = fixture.timer.waiting();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void somebodyWhoGoesSilentIsShownForFifteenSeconds() throws Exception {
        arrive(TypingIndicator.STARTED);
        assertThat(fixture.events.take()).isEqualTo(BEGAN);
        fixture.advance(Duration.ofSeconds(15).minusMillis(2));
        assertThat(fixture.timer.waiting()).isEqualTo(ofThePoll + 1);
        fixture.advance(Duration.ofMillis(2));
        assertThat(fixture.events.take()).isEqualTo(ENDED);
        assertThat(fixture.timer.waiting()).isEqualTo(ofThePoll);
    }

    @Test
    void somebodyWhoGoesOnIsShownOn() throws Exception {
        for (int i = 0; i < 5; i++) {
            arrive(TypingIndicator.STARTED);
            fixture.advance(Duration.ofSeconds(10));
        }
        fixture.advance(Duration.ofSeconds(5));
        assertThat(List.of(fixture.events.take(), fixture.events.take())).containsExactly(BEGAN, ENDED);
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void whoStopsIsNotShownAnyMore() throws Exception {
        arrive(TypingIndicator.STARTED);
        fixture.advance(Duration.ofSeconds(2));
        arrive(TypingIndicator.STOPPED);
        arrive(TypingIndicator.STOPPED);
        assertThat(List.of(fixture.events.take(), fixture.events.take())).containsExactly(BEGAN, ENDED);
        assertThat(fixture.timer.waiting()).isEqualTo(ofThePoll);
    }

    @Test
    void aMessageEndsIt() throws Exception {
        arrive(TypingIndicator.STARTED);
        fixture.arrive(text(BOB, "hello", mailbox.now));
        assertThat(fixture.events.take()).isEqualTo(BEGAN);
        assertThat(fixture.events.take()).isInstanceOf(MessageReceived.class);
        assertThat(fixture.events.take()).isEqualTo(ENDED);
    }

    @Test
    void thePeerIsToldAtTheFirstKeyThenEveryTenSecondsAndAfterAPauseOfThree() {
        for (int second = 0; second < 21; second++) {
            key();
            fixture.advance(Duration.ofSeconds(1));
        }
        assertThat(sent()).containsExactly(TypingIndicator.STARTED, TypingIndicator.STARTED, TypingIndicator.STARTED);
        fixture.advance(Duration.ofSeconds(2));
        assertThat(sent()).hasSize(4).last().isEqualTo(TypingIndicator.STOPPED);
        fixture.advance(Duration.ofSeconds(60));
        assertThat(sent()).hasSize(4);
        assertThat(mailbox.lifetimes).containsOnly(Duration.ofSeconds(20));
        assertThat(fixture.store.pending(SELF)).isEmpty();
    }

    @Test
    void whoGivesUpSaysSoAndWhoSendsNeedNot() {
        fixture.engine.chats().typing(WITH_BOB, false);
        assertThat(sent()).isEmpty();
        key();
        fixture.engine.chats().typing(WITH_BOB, false);
        assertThat(sent()).containsExactly(TypingIndicator.STARTED, TypingIndicator.STOPPED);
        key();
        fixture.send(WITH_BOB, "hello");
        fixture.advance(Duration.ofSeconds(60));
        assertThat(sent())
                .containsExactly(
                        TypingIndicator.STARTED,
                        TypingIndicator.STOPPED,
                        TypingIndicator.STARTED,
                        TextMessage.of("hello"));
    }

    @Test
    void nobodyIsToldUnlessItIsSwitchedOnAndBothHaveAcceptedEachOther() {
        fixture.engine.chats().block(new Conversation.Direct(BOB.sessionId()), true);
        key();
        fixture.engine.chats().block(new Conversation.Direct(BOB.sessionId()), false);
        fixture.engine.chats().change(AccountSettings.DEFAULT);
        key();
        fixture.engine.chats().change(AccountSettings.DEFAULT.withTypingIndicators(true));
        fixture.engine.chats().typing(new Conversation.NoteToSelf(), true);
        fixture.engine.chats().typing(new Conversation.Direct(EngineFixture.CAROL.sessionId()), true);
        assertThat(mailbox.puts).isEmpty();
    }

    private void key() {
        fixture.engine.chats().typing(WITH_BOB, true);
    }

    private void arrive(TypingIndicator indicator) {
        fixture.arrive(letter(BOB, SELF, indicator.toContent(mailbox.now)));
    }

    private List<Message> sent() {
        List<Message> messages = new ArrayList<>();
        for (FakeMailbox.Put put : mailbox.puts) {
            if (put.recipient().equals(BOB.sessionId())) {
                try {
                    messages.add(DirectMessageCodec.of(CRYPTO)
                            .decode(BOB, put.message().toByteArray())
                            .message());
                } catch (SessionException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return messages;
    }
}
