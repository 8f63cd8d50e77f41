package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServerDestination;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.FakeNode.Behaviour;

class PathFailureTest {

    private final FakeNetwork fake = new FakeNetwork(24);
    private final VirtualLoop loop = fake.loop;
    private final RouterFixture fixture = RouterFixture.openWithOnePath(fake);
    private final List<ServiceNode> path = fixture.paths(1).get(0).nodes();

    private boolean isPathInUse() {
        return fixture.pathsNow().stream().anyMatch(now -> now.nodes().equals(path));
    }

    /** Shows how many strikes a node has by how many more take it out. */
    private void assertStrikes(ServiceNode node, int strikes) {
        if (strikes < 2) {
            fixture.router.strike(node, 2 - strikes);
            loop.advance(Duration.ofMillis(1));
        }
        assertThat(fixture.router.isStruckOut(node)).isFalse();
        fixture.router.strike(node, 1);
        loop.advance(Duration.ofMillis(1));
        assertThat(fixture.router.isStruckOut(node)).isTrue();
    }

    @Test
    void aDeadGuardGetsAStrikeAndThePathIsReplaced() {
        ServiceNode guard = path.get(0);
        fake.find(guard).behaviour = Behaviour.DEAD;

        OnionException failure = fixture.askInVain(fixture.outside());

        assertThat(failure.reason()).isEqualTo(Reason.GUARD_UNREACHABLE);
        assertThat(failure.offender()).contains(guard);
        assertThat(isPathInUse()).isFalse();
        assertThat(fixture.ask(fixture.outside()).path()).doesNotContain(guard);
        assertStrikes(guard, 1);
    }

    @Test
    void aSilentMiddleCostsOneRequestAndNoStrikeAndIsAvoided() {
        ServiceNode middle = path.get(1);
        fake.find(middle).behaviour = Behaviour.SILENT;

        assertThat(fixture.askInVain(fixture.outside()).reason()).isEqualTo(Reason.PATH_TIMED_OUT);

        for (int i = 0; i < 10; i++) {
            assertThat(fixture.ask(fixture.outside()).path()).doesNotContain(middle);
        }
        assertThat(isPathInUse()).isFalse();
        fake.find(middle).behaviour = Behaviour.GOOD;
        assertStrikes(middle, 0);
    }

    @Test
    void aSilentDestinationGetsOneStrikePerTestAndThePathStays() {
        ServiceNode destination = fixture.outside();
        fake.find(destination).behaviour = Behaviour.SILENT;

        for (int i = 0; i < 3; i++) {
            assertThat(fixture.router.isStruckOut(destination)).isFalse();
            assertThat(fixture.askInVain(destination).reason()).isEqualTo(Reason.PATH_TIMED_OUT);
            loop.advance(Duration.ofSeconds(1));
        }

        assertThat(fixture.router.isStruckOut(destination)).isTrue();
        assertThat(isPathInUse()).isTrue();
    }

    @Test
    void aRequestWaitsWhileItsOnlyPathIsUnderTest() {
        ServiceNode destination = fixture.outside();
        fake.find(destination).behaviour = Behaviour.SILENT;
        assertThat(fixture.askInVain(destination).reason()).isEqualTo(Reason.PATH_TIMED_OUT);

        OnionResponse answer = fixture.ask(fixture.outside());

        assertThat(answer.path()).isEqualTo(path);
    }

    @Test
    void aHopThatTheNetworkDoesNotKnowIsStruckOutAndReplacedBetweenTheOthers() {
        ServiceNode middle = path.get(1);
        fake.find(middle).isUnknown = true;

        OnionException failure = fixture.askInVain(fixture.outside());

        assertThat(failure.reason()).isEqualTo(Reason.NODE_UNREACHABLE);
        assertThat(failure.offender()).contains(middle);
        assertThat(fixture.router.isStruckOut(middle)).isTrue();
        List<ServiceNode> mended = fixture.paths(1).get(0).nodes();
        assertThat(mended.get(0)).isEqualTo(path.get(0));
        assertThat(mended.get(1)).isNotEqualTo(middle);
        assertThat(mended.get(2)).isEqualTo(path.get(2));
    }

    @Test
    void aDestinationThatTheNetworkDoesNotKnowIsStruckOutAndThePathStays() {
        ServiceNode destination = fixture.outside();
        fake.find(destination).isUnknown = true;

        OnionException failure = fixture.askInVain(destination);

        assertThat(failure.reason()).isEqualTo(Reason.DESTINATION_UNREACHABLE);
        assertThat(fixture.router.isStruckOut(destination)).isTrue();
        assertThat(isPathInUse()).isTrue();
    }

    @Test
    void aPathThatBreaksThreeAnswersIsDroppedAndEachOfItsNodesGetsAStrike() {
        fake.find(path.get(1)).behaviour = Behaviour.TAMPERING;

        for (int i = 0; i < 3; i++) {
            assertThat(isPathInUse()).isTrue();
            assertThat(fixture.askInVain(fixture.outside()).reason()).isEqualTo(Reason.INVALID_RESPONSE);
        }

        assertThat(isPathInUse()).isFalse();
        assertStrikes(path.get(1), 1);
        assertStrikes(path.get(2), 1);
    }

    @Test
    void aHopThatCannotOpenItsLayerCostsThePathAStrike() {
        fake.find(path.get(2)).behaviour = Behaviour.WRONG_KEY;

        assertThat(fixture.askInVain(fixture.outside()).reason()).isEqualTo(Reason.PATH_ERROR);
        assertThat(isPathInUse()).isTrue();
    }

    @Test
    void aGuardThatIsNotReadyGetsAStrike() {
        ServiceNode guard = path.get(0);
        fake.find(guard).behaviour = Behaviour.NOT_READY;

        OnionException failure = fixture.askInVain(fixture.outside());

        assertThat(failure.reason()).isEqualTo(Reason.NODE_NOT_READY);
        assertThat(failure.offender()).contains(guard);
        assertStrikes(guard, 1);
    }

    @Test
    void aDestinationThatSitsInThePathIsReachedOverAnExtraOne() {
        for (ServiceNode destination : path) {
            OnionResponse answer = fixture.ask(destination);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.path()).doesNotContain(destination);
        }
        assertThat(isPathInUse()).isTrue();
    }

    @Test
    void theNumberOfPathsStaysBoundedHoweverManyDestinationsSitInThem() {
        for (int round = 0; round < 5; round++) {
            for (ServiceNode destination : fake.list()) {
                assertThat(fixture.ask(destination).status()).isEqualTo(200);
            }
        }
        assertThat(fixture.pathsNow().size())
                .isLessThanOrEqualTo(Timing.standard().get(Timing.Count.MAX_PATHS));
    }

    @Test
    void anExitThatCannotReachAServerIsNotPunished() {
        ServerDestination server = new ServerDestination(
                "http", "files.test", 80, fake.list().get(0).x25519());

        assertThat(fixture.askInVain(server).reason()).isEqualTo(Reason.SERVER_UNREACHABLE);
        assertThat(isPathInUse()).isTrue();
        assertStrikes(path.get(2), 0);
    }

    @Test
    void whatTheDestinationSaysIsAnAnswerWhateverItsStatus() {
        ServiceNode destination = fixture.outside();
        fake.find(destination).status = 421;

        assertThat(fixture.ask(destination).status()).isEqualTo(421);
    }

    @Test
    void aRetryAfterAFailureTakesTheOtherPath() {
        FakeNetwork two = new FakeNetwork(24);
        RouterFixture withTwo = RouterFixture.open(two);
        List<OnionPath> both = withTwo.paths(2);
        two.find(both.get(0).nodes().get(2)).behaviour = Behaviour.WRONG_KEY;

        int failures = 0;
        for (int i = 0; i < 20; i++) {
            CompletableFuture<OnionResponse> answer =
                    two.loop.finish(withTwo.router.send(RouterFixture.info(withTwo.outside())));
            failures += answer.isCompletedExceptionally() ? 1 : 0;
        }
        assertThat(failures).isLessThanOrEqualTo(1);
    }

    @Test
    void withoutANetworkNobodyIsStruckAndItWorksAgainAfterwards() {
        loop.advance(Duration.ofMinutes(1));
        fake.isOffline = true;
        for (int i = 0; i < 5; i++) {
            assertThat(fixture.askInVain(fake.list().get(i)).reason()).isIn(Reason.GUARD_UNREACHABLE, Reason.NO_PATH);
            loop.advance(Duration.ofMinutes(5));
        }
        fake.isOffline = false;

        assertThat(fixture.ask(fake.list().get(0)).status()).isEqualTo(200);
        assertThat(fake.list()).noneMatch(fixture.router::isStruckOut);
    }

    @Test
    void aRequestThatIsGivenUpLeavesNothingBehind() {
        fake.find(path.get(1)).behaviour = Behaviour.SILENT;
        CompletableFuture<OnionResponse> answer = fixture.router.send(RouterFixture.info(fixture.outside()));
        loop.advance(Duration.ofSeconds(1));
        assertThat(fixture.pathsNow().get(0).requestsUnderWay()).isEqualTo(1);

        assertThat(answer.cancel(true)).isTrue();
        loop.advance(Duration.ofSeconds(1));

        assertThat(fixture.pathsNow().get(0).requestsUnderWay()).isZero();
        loop.advance(Duration.ofSeconds(30));
        assertThat(isPathInUse()).isTrue();
    }

    @Test
    void moreRequestsThanAllowedFailAtOnce() {
        FakeNetwork small = new FakeNetwork(24);
        Timing few = Timing.standard().toBuilder()
                .set(Timing.Count.REQUESTS_UNDER_WAY, 3)
                .build();
        RouterFixture limited =
                RouterFixture.open(small, small.describe().timing(few).build(), NetworkStore.inMemory());
        List<CompletableFuture<OnionResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(limited.router.send(RouterFixture.info(small.list().get(0))));
        }

        answers.forEach(small.loop::finish);

        assertThat(answers.subList(0, 3)).allMatch(answer -> !answer.isCompletedExceptionally());
        assertThat(OnionFailures.of(answers.get(3).handle((r, e) -> e).join()).reason())
                .isEqualTo(Reason.RATE_LIMITED);
    }
}
