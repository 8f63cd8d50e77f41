package org.session4j.client.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.rules.RuleFixture.BOB;
import static org.session4j.client.internal.rules.RuleFixture.ME;
import static org.session4j.client.internal.rules.RuleFixture.NOTES;
import static org.session4j.client.internal.rules.RuleFixture.WITH_BOB;
import static org.session4j.client.internal.rules.RuleFixture.at;
import static org.session4j.client.internal.rules.RuleFixture.hash;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.session4j.client.CallReceived;
import org.session4j.client.DataExtracted;
import org.session4j.client.TimerChanged;
import org.session4j.client.UnknownMessageReceived;
import org.session4j.protocol.message.Call;
import org.session4j.protocol.message.CallMessage;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataExtraction;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.OtherMessage;
import org.session4j.protocol.message.TimerChange;
import org.session4j.protocol.message.UnknownMessage;

/** What is told and leaves the history alone. */
class NoticeRulesTest {

    private static final Expiration HOUR = Expiration.afterRead(Duration.ofHours(1));
    private static final Call RING = Call.of(CallMessage.Type.PRE_OFFER, new UUID(1, 2), List.of());

    private final RuleFixture alice = new RuleFixture();

    @Test
    void thePeersTimerIsOnlyTold() {
        assertThat(alice.fromBob(0, TimerChange.of(HOUR))).isEqualTo(Outcome.DONE);
        assertThat(alice.events).containsExactly(new TimerChanged(WITH_BOB, BOB, HOUR));
        assertThat(alice.state(WITH_BOB).timer()).isEqualTo(Expiration.OFF);
        assertThat(alice.store.conversations(ME)).isEmpty();
    }

    @Test
    void onesOwnTimerIsTheSameOnAllDevices() {
        assertThat(alice.fromPhone(WITH_BOB, 0, TimerChange.of(HOUR))).isEqualTo(Outcome.DONE);
        assertThat(alice.state(WITH_BOB).timer()).isEqualTo(HOUR);
        assertThat(alice.events).containsExactly(new TimerChanged(WITH_BOB, ME, HOUR));
        assertThat(alice.sent(WITH_BOB, 1, TimerChange.of(Expiration.OFF))).isEqualTo(Outcome.DONE);
        assertThat(alice.state(WITH_BOB).timer()).isEqualTo(Expiration.OFF);
    }

    @Test
    void theTimerOfNotesStartsWithSending() {
        assertThat(alice.fromPhone(NOTES, 0, TimerChange.of(HOUR))).isEqualTo(Outcome.DONE);
        assertThat(alice.state(NOTES).timer()).isEqualTo(Expiration.afterSend(Duration.ofHours(1)));
    }

    @Test
    void callsAreToldAndSoIsWhatAnotherDeviceAnswered() {
        assertThat(alice.fromBob(0, RING)).isEqualTo(Outcome.DONE);
        assertThat(alice.last(CallReceived.class)).isEqualTo(new CallReceived(WITH_BOB, BOB, at(0), RING));
        Call end = Call.of(CallMessage.Type.END_CALL, RING.callId(), List.of());
        assertThat(alice.fromPhone(NOTES, 1, end)).isEqualTo(Outcome.DONE);
        assertThat(alice.last(CallReceived.class)).isEqualTo(new CallReceived(NOTES, ME, at(1), end));
    }

    @Test
    void savedFilesAreTold() {
        DataExtraction saved = DataExtraction.mediaSaved(at(-5));
        assertThat(alice.fromBob(0, saved)).isEqualTo(Outcome.DONE);
        assertThat(alice.events).containsExactly(new DataExtracted(WITH_BOB, BOB, at(0), saved));
    }

    @Test
    void whatIsNotKnownIsToldAsSuch() {
        UnknownMessage unknown = new UnknownMessage(Content.builder().build());
        OtherMessage other =
                new OtherMessage(MessageKind.GROUP_UPDATE, Content.builder().build());
        assertThat(alice.fromBob(0, unknown)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, other)).isEqualTo(Outcome.DONE);
        assertThat(alice.events)
                .containsExactly(
                        new UnknownMessageReceived(WITH_BOB, BOB, at(0), unknown, hash(1)),
                        new UnknownMessageReceived(WITH_BOB, BOB, at(1), other, hash(2)));
    }

    @Test
    void aSecondCopyOfANoticeIsNotToldAgain() {
        assertThat(alice.fromBob(0, RING)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(0, RING)).isEqualTo(Outcome.DONE);
        assertThat(alice.events).hasSize(1);
    }

    @Test
    void whatThisDeviceSentIsNotToldToIt() {
        assertThat(alice.sent(WITH_BOB, 0, RING)).isEqualTo(Outcome.DONE);
        assertThat(alice.sent(WITH_BOB, 1, DataExtraction.screenshot())).isEqualTo(Outcome.DONE);
        assertThat(alice.events).isEmpty();
    }
}
