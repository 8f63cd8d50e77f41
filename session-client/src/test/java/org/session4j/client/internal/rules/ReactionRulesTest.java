package org.session4j.client.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.rules.RuleFixture.BOB;
import static org.session4j.client.internal.rules.RuleFixture.ME;
import static org.session4j.client.internal.rules.RuleFixture.WITH_BOB;
import static org.session4j.client.internal.rules.RuleFixture.reference;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.ReactionChanged;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.Unsend;

class ReactionRulesTest {

    private static final ReactionMessage THUMB = ReactionMessage.add(reference(ME, 0), "👍");
    private static final ReactionMessage NO_THUMB = ReactionMessage.remove(reference(ME, 0), "👍");

    private final RuleFixture alice = new RuleFixture();

    @BeforeEach
    void aliceHasWritten() {
        assertThat(alice.sent(WITH_BOB, 0, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        alice.events.clear();
    }

    @Test
    void anEmojiIsPutToTheMessageAndTakenBack() {
        assertThat(alice.fromBob(1, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions()).isEqualTo(Map.of("👍", Set.of(BOB)));
        assertThat(alice.last(ReactionChanged.class)).isEqualTo(new ReactionChanged(target(), BOB, "👍", true));
        assertThat(alice.fromBob(2, NO_THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions()).isEmpty();
        assertThat(alice.last(ReactionChanged.class).added()).isFalse();
        assertThat(alice.history(WITH_BOB)).hasSize(1);
    }

    @Test
    void eachTakesBackOnlyTheirOwn() {
        assertThat(alice.fromBob(1, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromPhone(WITH_BOB, 2, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions()).isEqualTo(Map.of("👍", Set.of(BOB, ME)));
        assertThat(alice.sent(WITH_BOB, 3, NO_THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions()).isEqualTo(Map.of("👍", Set.of(BOB)));
    }

    @Test
    void theSameTwiceIsToldOnce() {
        assertThat(alice.fromBob(1, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(2, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(alice.events).hasSize(1);
    }

    @Test
    void aReactionMayShareItsTimestampWithAMessage() {
        assertThat(alice.fromBob(1, TextMessage.of("hello"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions()).isNotEmpty();
    }

    @Test
    void whatWasTakenBackDoesNotComeBackByASecondCopy() {
        assertThat(alice.fromBob(1, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(2, NO_THUMB)).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(1, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions()).isEmpty();
    }

    @Test
    void whatHasNothingToChangeYetIsLookedAtAgain() {
        ReactionMessage toUnknown = ReactionMessage.add(reference(BOB, 5), "👍");
        assertThat(alice.fromBob(6, toUnknown)).isEqualTo(Outcome.TOO_EARLY);
        assertThat(alice.fromBob(7, NO_THUMB)).isEqualTo(Outcome.TOO_EARLY);
        assertThat(alice.events).isEmpty();
        assertThat(alice.fromBob(5, TextMessage.of("here it is"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(6, toUnknown)).isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, 5).orElseThrow().hasReaction(BOB, "👍")).isTrue();
    }

    @Test
    void nobodyReactsInAConversationThatIsNotTheirs() {
        assertThat(alice.fromCarol(1, THUMB)).isEqualTo(Outcome.TOO_EARLY);
        assertThat(reactions()).isEmpty();
    }

    @Test
    void nobodyReactsToWhatWasUnsent() {
        assertThat(alice.fromPhone(RuleFixture.NOTES, 1, new Unsend(reference(ME, 0))))
                .isEqualTo(Outcome.DONE);
        alice.events.clear();
        assertThat(alice.fromBob(2, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions()).isEmpty();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void aHundredEmojiAreEnough() {
        for (int i = 0; i < 150; i++) {
            String emoji = new String(Character.toChars(0x1F400 + i));
            assertThat(alice.fromBob(1 + i, ReactionMessage.add(reference(ME, 0), emoji)))
                    .isEqualTo(Outcome.DONE);
        }
        assertThat(reactions()).hasSize(100);
        assertThat(alice.events).hasSize(100);
    }

    @Test
    void reactionsKeepTheirOrderAndCannotBeChanged() {
        assertThat(alice.fromBob(1, ReactionMessage.add(reference(ME, 0), "😀")))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(2, THUMB)).isEqualTo(Outcome.DONE);
        assertThat(reactions().keySet()).containsExactly("😀", "👍");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> reactions().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private ChatMessage target() {
        return alice.message(ME, 0).orElseThrow();
    }

    private Map<String, Set<org.session4j.protocol.SessionId>> reactions() {
        return target().reactions();
    }
}
