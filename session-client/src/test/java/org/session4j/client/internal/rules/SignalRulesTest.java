package org.session4j.client.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.rules.RuleFixture.BOB;
import static org.session4j.client.internal.rules.RuleFixture.ME;
import static org.session4j.client.internal.rules.RuleFixture.WITH_BOB;
import static org.session4j.client.internal.rules.RuleFixture.WITH_CAROL;
import static org.session4j.client.internal.rules.RuleFixture.at;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.MessageRead;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.message.ReadReceipt;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.TypingIndicator;

/** Receipts and typing. */
class SignalRulesTest {

    private static final AccountSettings RECEIPTS = AccountSettings.DEFAULT.withReadReceipts(true);
    private static final AccountSettings TYPING = AccountSettings.DEFAULT.withTypingIndicators(true);

    private final RuleFixture alice = new RuleFixture();

    @Test
    void aReceiptMarksOwnMessagesAsReadAtItsTime() {
        alice.befriendBob();
        alice.choose(RECEIPTS);
        write(1, 2, 3);
        assertThat(alice.fromBob(10, receipt(1, 2))).isEqualTo(Outcome.DONE);
        assertThat(alice.history(WITH_BOB)).extracting(ChatMessage::readAt).containsExactly(at(10), at(10), null);
        assertThat(alice.events)
                .containsExactly(
                        new MessageRead(alice.message(ME, 1).orElseThrow(), BOB),
                        new MessageRead(alice.message(ME, 2).orElseThrow(), BOB));
        assertThat(alice.fromBob(20, receipt(2, 3))).isEqualTo(Outcome.DONE);
        assertThat(alice.history(WITH_BOB)).extracting(ChatMessage::readAt).containsExactly(at(10), at(10), at(20));
        assertThat(alice.events).hasSize(3);
    }

    @Test
    void receiptsAreNotHonouredUnlessSwitchedOn() {
        alice.befriendBob();
        write(1);
        assertThat(alice.fromBob(10, receipt(1))).isEqualTo(Outcome.DONE);
        assertThat(alice.message(ME, 1).orElseThrow().readAt()).isNull();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void receiptsCountOnlyFromPeopleWhoAcceptedAndWereAccepted() {
        alice.choose(RECEIPTS);
        write(1);
        assertThat(alice.fromBob(10, receipt(1))).isEqualTo(Outcome.DONE);
        assertThat(alice.message(ME, 1).orElseThrow().readAt()).isNull();
    }

    @Test
    void nobodyReadsWhatWasWrittenToSomebodyElse() {
        alice.know(ConversationState.initial(WITH_CAROL).withApproved(true).withApprovedMe(true));
        alice.choose(RECEIPTS);
        write(1);
        assertThat(alice.fromCarol(10, receipt(1))).isEqualTo(Outcome.DONE);
        assertThat(alice.message(ME, 1).orElseThrow().readAt()).isNull();
    }

    @Test
    void aReceiptForWhatIsNotKnownYetIsLookedAtAgain() {
        alice.befriendBob();
        alice.choose(RECEIPTS);
        write(1);
        assertThat(alice.fromBob(10, receipt(1, 2))).isEqualTo(Outcome.TOO_EARLY);
        assertThat(alice.message(ME, 1).orElseThrow().readAt()).isEqualTo(at(10));
        write(2);
        assertThat(alice.fromBob(10, receipt(1, 2))).isEqualTo(Outcome.DONE);
        assertThat(alice.message(ME, 2).orElseThrow().readAt()).isEqualTo(at(10));
        assertThat(alice.events).hasSize(2);
    }

    @Test
    void typingIsShownForFifteenSecondsAndLeavesNoTrace() {
        alice.befriendBob();
        alice.choose(TYPING);
        assertThat(alice.fromBob(0, TypingIndicator.STARTED)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(500, TypingIndicator.STOPPED)).isEqualTo(Outcome.DONE);
        assertThat(alice.errands)
                .containsExactly(
                        new Errand.ShowTyping(WITH_BOB, BOB, at(15_000)), new Errand.HideTyping(WITH_BOB, BOB));
        assertThat(alice.history(WITH_BOB)).isEmpty();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void anOldIndicatorIsNotShownAndAFutureOneNotLonger() {
        alice.befriendBob();
        alice.choose(TYPING);
        alice.now = at(15_000);
        assertThat(alice.fromBob(0, TypingIndicator.STARTED)).isEqualTo(Outcome.DONE);
        assertThat(alice.errands).isEmpty();
        assertThat(alice.fromBob(90_000, TypingIndicator.STARTED)).isEqualTo(Outcome.DONE);
        assertThat(alice.errands).containsExactly(new Errand.ShowTyping(WITH_BOB, BOB, at(30_000)));
    }

    @Test
    void typingIsNotShownUnlessSwitchedOnAndNotOfStrangers() {
        alice.befriendBob();
        assertThat(alice.fromBob(0, TypingIndicator.STARTED)).isEqualTo(Outcome.DONE);
        alice.choose(TYPING);
        assertThat(alice.fromCarol(0, TypingIndicator.STARTED)).isEqualTo(Outcome.DONE);
        assertThat(alice.errands).isEmpty();
        assertThat(alice.store.conversation(ME, WITH_CAROL)).isEmpty();
    }

    private void write(long... times) {
        for (long time : times) {
            alice.store.apply(
                    ME,
                    List.of(new org.session4j.client.store.StoreChange.PutMessage(new ChatMessage(
                            WITH_BOB,
                            ME,
                            at(time),
                            org.session4j.client.Direction.OUTGOING,
                            TextMessage.of("" + time),
                            org.session4j.protocol.message.Expiration.OFF,
                            null,
                            null,
                            null,
                            java.util.Map.of()))));
        }
    }

    private static ReadReceipt receipt(long... times) {
        return ReadReceipt.of(
                java.util.Arrays.stream(times).mapToObj(RuleFixture::at).toList());
    }
}
