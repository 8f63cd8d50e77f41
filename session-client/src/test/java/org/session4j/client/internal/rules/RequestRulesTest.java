package org.session4j.client.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.rules.RuleFixture.BOB;
import static org.session4j.client.internal.rules.RuleFixture.ME;
import static org.session4j.client.internal.rules.RuleFixture.NOTES;
import static org.session4j.client.internal.rules.RuleFixture.WITH_BOB;
import static org.session4j.client.internal.rules.RuleFixture.reference;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.session4j.client.MessageReceived;
import org.session4j.client.RequestApproved;
import org.session4j.client.RequestReceived;
import org.session4j.client.UnknownMessageReceived;
import org.session4j.client.store.ConversationState;
import org.session4j.protocol.message.Call;
import org.session4j.protocol.message.CallMessage;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataExtraction;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.OtherMessage;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.ReadReceipt;
import org.session4j.protocol.message.RequestAccepted;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.TimerChange;
import org.session4j.protocol.message.TypingIndicator;
import org.session4j.protocol.message.Unsend;

class RequestRulesTest {

    private final RuleFixture alice = new RuleFixture();

    @Test
    void theFirstMessageOfAStrangerIsARequest() {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, TextMessage.of("are you there?"))).isEqualTo(Outcome.DONE);
        assertThat(alice.eventTypes())
                .containsExactly(RequestReceived.class, MessageReceived.class, MessageReceived.class);
        assertThat(alice.state(WITH_BOB).isRequest()).isTrue();
        assertThat(alice.state(WITH_BOB).approvedMe()).isTrue();
    }

    @Test
    void writingToSomebodyAcceptsThem() {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromPhone(WITH_BOB, 1, TextMessage.of("hello"))).isEqualTo(Outcome.DONE);
        assertThat(alice.state(WITH_BOB).isRequest()).isFalse();
        assertThat(alice.state(WITH_BOB).isMutual()).isTrue();
    }

    @Test
    void sayingSoAcceptsThemToo() {
        assertThat(alice.sent(WITH_BOB, 0, RequestAccepted.of())).isEqualTo(Outcome.DONE);
        assertThat(alice.state(WITH_BOB).approved()).isTrue();
    }

    @Test
    void whatAnotherDeviceAcceptedIsNotKnownByThat() {
        assertThat(alice.fromPhone(NOTES, 0, RequestAccepted.of())).isEqualTo(Outcome.DONE);
        assertThat(alice.store.conversations(ME)).isEmpty();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void anAcceptanceIsToldOnce() {
        assertThat(alice.sent(WITH_BOB, 0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, RequestAccepted.of())).isEqualTo(Outcome.DONE);
        assertThat(alice.last(RequestApproved.class)).isEqualTo(new RequestApproved(WITH_BOB, BOB));
        assertThat(alice.fromBob(2, RequestAccepted.of())).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(3, TextMessage.of("hello"))).isEqualTo(Outcome.DONE);
        assertThat(alice.events).filteredOn(RequestApproved.class::isInstance).hasSize(1);
    }

    @Test
    void anAnswerIsAnAcceptance() {
        assertThat(alice.sent(WITH_BOB, 0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        alice.events.clear();
        assertThat(alice.fromBob(1, TextMessage.of("hello"))).isEqualTo(Outcome.DONE);
        assertThat(alice.eventTypes()).containsExactly(RequestApproved.class, MessageReceived.class);
        assertThat(alice.state(WITH_BOB).isMutual()).isTrue();
    }

    @Test
    void anAcceptanceOfWhatWasNotAskedWaitsForTheQuestion() {
        assertThat(alice.fromBob(1, RequestAccepted.of())).isEqualTo(Outcome.TOO_EARLY);
        assertThat(alice.store.conversations(ME)).isEmpty();
        assertThat(alice.fromPhone(WITH_BOB, 0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, RequestAccepted.of())).isEqualTo(Outcome.DONE);
        assertThat(alice.state(WITH_BOB).isMutual()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void nothingOfSomebodyBlockedIsHeard(Message message) {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        ConversationState blocked = alice.state(WITH_BOB).withApproved(true).withBlocked(true);
        alice.know(blocked);
        alice.events.clear();
        alice.errands.clear();
        List<?> before = alice.history(WITH_BOB);
        assertThat(alice.fromBob(1, message)).isEqualTo(Outcome.BLOCKED);
        assertThat(alice.history(WITH_BOB)).isEqualTo(before);
        assertThat(alice.state(WITH_BOB)).isEqualTo(blocked);
        assertThat(alice.events).isEmpty();
        assertThat(alice.errands).isEmpty();
    }

    static List<Message> everyKind() {
        return List.of(
                TextMessage.of("let me in"),
                ReactionMessage.add(reference(BOB, 0), "😡"),
                new Unsend(reference(BOB, 0)),
                RequestAccepted.of(),
                TypingIndicator.STARTED,
                ReadReceipt.of(List.of(Instant.EPOCH)),
                TimerChange.of(Expiration.OFF),
                DataExtraction.screenshot(),
                Call.of(CallMessage.Type.PRE_OFFER, new java.util.UUID(1, 2), List.of()),
                new OtherMessage(MessageKind.DATA, Content.builder().build()));
    }

    @Test
    void aPromotionInAGroupIsHeardFromSomebodyBlockedToo() {
        alice.know(ConversationState.initial(WITH_BOB).withBlocked(true));
        GroupUpdateMessage promotion = new GroupUpdateMessage(
                null,
                null,
                null,
                new GroupUpdateMessage.Promote(org.session4j.protocol.Bytes.of(new byte[32]), "us"),
                null,
                null,
                null,
                null);
        Content content = Content.builder()
                .dataMessage(DataMessage.builder().groupUpdateMessage(promotion).build())
                .build();
        assertThat(alice.fromBob(0, new OtherMessage(MessageKind.GROUP_UPDATE, content)))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.last(UnknownMessageReceived.class).sender()).isEqualTo(BOB);
    }

    @Test
    void whatOneWritesToSomebodyBlockedIsKept() {
        alice.know(ConversationState.initial(WITH_BOB).withBlocked(true));
        assertThat(alice.fromPhone(WITH_BOB, 0, TextMessage.of("go away"))).isEqualTo(Outcome.DONE);
        assertThat(alice.history(WITH_BOB)).hasSize(1);
        assertThat(alice.state(WITH_BOB).blocked()).isTrue();
    }
}
