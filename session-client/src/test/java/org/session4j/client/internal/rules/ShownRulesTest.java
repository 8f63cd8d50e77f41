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
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.Direction;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageSent;
import org.session4j.protocol.message.CommunityInvitation;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.TextMessage;

class ShownRulesTest {

    private final RuleFixture alice = new RuleFixture();

    @Test
    void aTextFromSomebodyIsKeptAndTold() {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        ChatMessage kept = alice.message(BOB, 0).orElseThrow();
        assertThat(kept.text()).isEqualTo("hi");
        assertThat(kept.direction()).isEqualTo(Direction.INCOMING);
        assertThat(kept.isUnread()).isTrue();
        assertThat(kept.hash()).isEqualTo(hash(1));
        assertThat(alice.last(MessageReceived.class).message()).isEqualTo(kept);
    }

    @Test
    void anInvitationToACommunityIsAMessageToo() {
        CommunityInvitation invitation =
                CommunityInvitation.of("https://example.org/room?public_key=" + "ab".repeat(32), "The room");
        assertThat(alice.fromBob(0, invitation)).isEqualTo(Outcome.DONE);
        assertThat(alice.history(WITH_BOB)).extracting(ChatMessage::message).containsExactly(invitation);
    }

    @Test
    void theSameSenderAndTimeIsTheSameMessage() {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(0, TextMessage.of("hi again"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromCarol(0, TextMessage.of("hi from me"))).isEqualTo(Outcome.DONE);
        assertThat(alice.history(WITH_BOB)).extracting(ChatMessage::text).containsExactly("hi");
        assertThat(alice.history(RuleFixture.WITH_CAROL)).hasSize(1);
        assertThat(alice.events).filteredOn(MessageReceived.class::isInstance).hasSize(2);
    }

    @Test
    void whatAnotherDeviceWroteIsOutgoingAndReadsNothing() {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromPhone(WITH_BOB, 1, TextMessage.of("hello"))).isEqualTo(Outcome.DONE);
        ChatMessage kept = alice.message(ME, 1).orElseThrow();
        assertThat(kept.direction()).isEqualTo(Direction.OUTGOING);
        assertThat(alice.last(MessageSent.class)).isEqualTo(new MessageSent(kept, true));
        assertThat(alice.message(BOB, 0).orElseThrow().isUnread()).isTrue();
    }

    @Test
    void whatWasDeliveredAndThenComesAsACopyIsToldOnce() {
        assertThat(alice.sent(WITH_BOB, 0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.last(MessageSent.class).fromOtherDevice()).isFalse();
        assertThat(alice.fromPhone(WITH_BOB, 0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.events).hasSize(1);
        assertThat(alice.history(WITH_BOB)).hasSize(1);
    }

    @Test
    void afterSendingTheClockOfBothSidesStartsWithTheTimestamp() {
        Expiration day = Expiration.afterSend(Duration.ofDays(1));
        assertThat(alice.fromBob(0, TextMessage.of("hi"), day)).isEqualTo(Outcome.DONE);
        assertThat(alice.arrive(alice.own(Arrival.Origin.OTHER_DEVICE, WITH_BOB, 1, TextMessage.of("hello"), day)))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, 0).orElseThrow().expiresAt()).isEqualTo(at(0).plus(Duration.ofDays(1)));
        assertThat(alice.message(ME, 1).orElseThrow().expiresAt()).isEqualTo(at(1).plus(Duration.ofDays(1)));
        assertThat(alice.errands)
                .filteredOn(Errand.WatchExpiry.class::isInstance)
                .containsExactly(
                        new Errand.WatchExpiry(at(0).plus(Duration.ofDays(1))),
                        new Errand.WatchExpiry(at(1).plus(Duration.ofDays(1))));
    }

    @Test
    void afterReadingOnlyTheSendersClockStartsBeforeItIsRead() {
        Expiration hour = Expiration.afterRead(Duration.ofHours(1));
        assertThat(alice.fromBob(0, TextMessage.of("hi"), hour)).isEqualTo(Outcome.DONE);
        assertThat(alice.arrive(alice.own(Arrival.Origin.THIS_DEVICE, WITH_BOB, 1, TextMessage.of("hello"), hour)))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, 0).orElseThrow().expiresAt()).isNull();
        assertThat(alice.message(ME, 1).orElseThrow().expiresAt()).isEqualTo(at(1).plus(Duration.ofHours(1)));
    }

    @Test
    void inNotesToSelfTheClockAlwaysStartsWithSending() {
        assertThat(alice.arrive(alice.own(
                        Arrival.Origin.OTHER_DEVICE,
                        NOTES,
                        0,
                        TextMessage.of("milk"),
                        Expiration.afterRead(Duration.ofHours(1)))))
                .isEqualTo(Outcome.DONE);
        ChatMessage note = alice.message(ME, 0).orElseThrow();
        assertThat(note.expiration()).isEqualTo(Expiration.afterSend(Duration.ofHours(1)));
        assertThat(note.expiresAt()).isEqualTo(at(0).plus(Duration.ofHours(1)));
    }

    @Test
    void whatComesAfterItsTimeIsNotShown() {
        Expiration minute = Expiration.afterSend(Duration.ofMinutes(1));
        alice.now = at(60_000);
        assertThat(alice.fromBob(0, TextMessage.of("too late"), minute)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(0, TextMessage.of("too late"), Expiration.OFF)).isEqualTo(Outcome.DONE);
        assertThat(alice.history(WITH_BOB)).isEmpty();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void aTimestampFarAheadKeepsNothingForEver() {
        Expiration hour = Expiration.afterSend(Duration.ofHours(1));
        long endOfTime = Long.MAX_VALUE - at(0).toEpochMilli();
        assertThat(alice.fromBob(endOfTime, TextMessage.of("for ever"), hour)).isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, endOfTime).orElseThrow().expiresAt())
                .isEqualTo(alice.now.plus(Duration.ofMinutes(61)));
    }

    @Test
    void aTextEndsTypingAndAnEmptyDraftAsksForNothing() {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.errands).isEqualTo(List.of(new Errand.HideTyping(WITH_BOB, BOB)));
        assertThat(alice.draft().errands()).isEmpty();
    }
}
