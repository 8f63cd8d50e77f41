package org.session4j.onion.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.FakeNetwork;
import org.session4j.onion.internal.VirtualLoop;

class StandingTest {

    private final FakeNetwork fake = new FakeNetwork(6);
    private final VirtualLoop loop = fake.loop;
    private final Standing standing = new Standing(loop, Timing.standard(), () -> {});
    private final ServiceNode node = fake.list().get(0);
    private final ServiceNode other = fake.list().get(1);

    @Test
    void threeStrikesTakeANodeOutForTwoDays() {
        standing.strike(node, 1);
        loop.advance(Duration.ofHours(1));
        standing.strike(node, 1);
        assertThat(standing.isStruckOut(node)).isFalse();
        loop.advance(Duration.ofHours(1));
        standing.strike(node, 1);
        assertThat(standing.isStruckOut(node)).isTrue();
        assertThat(standing.struckOut()).containsExactly(node.ed25519());

        loop.advance(Duration.ofHours(46));
        assertThat(standing.isStruckOut(node)).isFalse();
    }

    @Test
    void aSuccessClearsTheStrikes() {
        standing.strike(node, 2);
        standing.clearStrikes(node);
        standing.strike(node, 1);

        assertThat(standing.strikes().count(node.ed25519(), loop.now())).isEqualTo(1);
    }

    @Test
    void aNodeThatIsNamedAsNotFoundIsOutAtOnce() {
        assertThat(standing.blame(failure(Reason.NODE_UNREACHABLE, node))).contains(node);
        assertThat(standing.isStruckOut(node)).isTrue();
    }

    @Test
    void aNodeThatIsNotReadyGetsOneStrike() {
        assertThat(standing.blame(failure(Reason.NODE_NOT_READY, node))).contains(node);
        assertThat(standing.strikes().count(node.ed25519(), loop.now())).isEqualTo(1);
    }

    @Test
    void withoutANetworkNoGuardIsToBlame() {
        for (ServiceNode guard : fake.list()) {
            standing.guardUnreachable(guard);
            loop.advance(Duration.ofSeconds(20));
        }

        assertThat(standing.strikes().times()).isEmpty();
        assertThat(standing.suspicions().of(node)).isEqualTo(1);
    }

    @Test
    void aGuardIsToBlameIfSomebodyElseAnswersAtAboutTheSameTime() {
        standing.answered();
        loop.advance(Duration.ofSeconds(5));
        standing.guardUnreachable(node);
        assertThat(standing.strikes().count(node.ed25519(), loop.now())).isEqualTo(1);

        loop.advance(Duration.ofMinutes(1));
        standing.guardUnreachable(other);
        assertThat(standing.strikes().count(other.ed25519(), loop.now())).isZero();
        loop.advance(Duration.ofSeconds(5));
        standing.answered();
        assertThat(standing.strikes().count(other.ed25519(), loop.now())).isEqualTo(1);
    }

    @Test
    void guardsAreKeptForTenDaysAndStruckOutOnesAreForgotten() {
        standing.rememberGuard(node);
        loop.advance(Duration.ofDays(4));
        standing.rememberGuard(other);
        assertThat(standing.keptGuards()).containsExactly(node.ed25519(), other.ed25519());

        loop.advance(Duration.ofDays(7));
        standing.rememberGuard(other);
        assertThat(standing.keptGuards()).containsExactly(other.ed25519());

        standing.strike(other, 3);
        assertThat(standing.keptGuards()).isEmpty();
    }

    @Test
    void noMoreGuardsAreKeptThanTheTimingSays() {
        fake.list().forEach(standing::rememberGuard);

        assertThat(standing.keptGuards()).hasSize(Timing.standard().get(Timing.Count.KEPT_GUARDS));
        assertThat(standing.keptGuards()).contains(node.ed25519());
    }

    @Test
    void suspicionsAddUpAndEndWithTheFirstSuccess() {
        standing.suspect(List.of(node, other));
        standing.suspect(List.of(node));
        assertThat(standing.suspicions().of(node)).isEqualTo(2);

        standing.clearSuspicions(List.of(node));
        assertThat(standing.suspicions().of(node)).isZero();
        assertThat(standing.suspicions().of(other)).isEqualTo(1);
    }

    private static OnionException failure(Reason reason, ServiceNode offender) {
        return new OnionException(reason, "for the test", offender, null, null);
    }
}
