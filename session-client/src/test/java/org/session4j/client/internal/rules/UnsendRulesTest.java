package org.session4j.client.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.rules.RuleFixture.BOB;
import static org.session4j.client.internal.rules.RuleFixture.ME;
import static org.session4j.client.internal.rules.RuleFixture.NOTES;
import static org.session4j.client.internal.rules.RuleFixture.WITH_BOB;
import static org.session4j.client.internal.rules.RuleFixture.hash;
import static org.session4j.client.internal.rules.RuleFixture.reference;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.MessageUnsent;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.Unsend;

class UnsendRulesTest {

    private final RuleFixture alice = new RuleFixture();

    @Test
    void whatIsLeftOfAMessageIsThatItWasThere() {
        assertThat(alice.fromBob(0, TextMessage.of("oops"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromPhone(WITH_BOB, 1, ReactionMessage.add(reference(BOB, 0), "😀")))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(2, new Unsend(reference(BOB, 0)))).isEqualTo(Outcome.DONE);
        ChatMessage rest = alice.message(BOB, 0).orElseThrow();
        assertThat(rest.isUnsent()).isTrue();
        assertThat(rest.text()).isEmpty();
        assertThat(rest.reactions()).isEmpty();
        assertThat(rest.isUnread()).isFalse();
        assertThat(alice.last(MessageUnsent.class)).isEqualTo(new MessageUnsent(rest));
        assertThat(alice.errands).contains(new Errand.DeleteCopies(List.of(hash(1))));
    }

    @Test
    void aNoteToSelfIsGoneEntirelyAndStaysSo() {
        assertThat(alice.sent(NOTES, 0, TextMessage.of("milk"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromPhone(NOTES, 1, new Unsend(reference(ME, 0)))).isEqualTo(Outcome.DONE);
        assertThat(alice.history(NOTES)).isEmpty();
        assertThat(alice.last(MessageUnsent.class).message().isUnsent()).isTrue();
        assertThat(alice.fromPhone(NOTES, 0, TextMessage.of("milk"))).isEqualTo(Outcome.DONE);
        assertThat(alice.history(NOTES)).isEmpty();
    }

    @Test
    void whatIsUnsentBeforeItArrivesIsNeverShown() {
        assertThat(alice.fromBob(1, new Unsend(reference(BOB, 0)))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(0, TextMessage.of("oops"))).isEqualTo(Outcome.DONE);
        assertThat(alice.history(WITH_BOB)).isEmpty();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void theSameTwiceIsToldOnce() {
        assertThat(alice.fromBob(0, TextMessage.of("oops"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, new Unsend(reference(BOB, 0)))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(2, new Unsend(reference(BOB, 0)))).isEqualTo(Outcome.DONE);
        assertThat(alice.events).filteredOn(MessageUnsent.class::isInstance).hasSize(1);
        assertThat(alice.fromBob(0, TextMessage.of("oops"))).isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, 0).orElseThrow().isUnsent()).isTrue();
    }

    @Test
    void oneMayTakeAnybodysMessageOffOnesOwnDevices() {
        assertThat(alice.fromBob(0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.sent(NOTES, 1, new Unsend(reference(BOB, 0)))).isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, 0).orElseThrow().isUnsent()).isTrue();
    }

    @Test
    void whatIsLeftDisappearsAsTheMessageWouldHave() {
        alice.now = RuleFixture.at(5_000);
        assertThat(alice.fromBob(0, TextMessage.of("oops"), Expiration.afterRead(Duration.ofMinutes(5))))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, new Unsend(reference(BOB, 0)))).isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, 0).orElseThrow().expiresAt()).isEqualTo(alice.now.plus(Duration.ofMinutes(5)));
    }
}
