package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionException;

/** The network's time, with a local clock that is wrong and nodes that are. */
class NetworkClockTest {

    private final FakeNetwork network = new FakeNetwork();
    private final FakeTime time = network.time;
    private final NetworkClock clock = network.open().clock();

    @Test
    void beforeAnyNodeIsAskedItIsTheLocalTime() {
        time.setLocalError(Duration.ofSeconds(9));

        assertThat(clock.isSynchronized()).isFalse();
        assertThat(clock.now()).isEqualTo(time.instant());
        assertThat(clock.offset()).isZero();
    }

    @Test
    void whatAnEarlierRunLearnedCorrectsTheLocalTime() {
        network.keptOffset = Optional.of(Duration.ofSeconds(-9));
        time.setLocalError(Duration.ofSeconds(9));

        assertThat(network.open().clock().now()).isEqualTo(time.trueTime());
    }

    @Test
    void threeNodesAreAskedAndTheOffsetIsKept() {
        time.setLocalError(Duration.ofMinutes(7));

        clock.synchronize().join();

        assertThat(network.asked()).hasSize(3).doesNotHaveDuplicates();
        assertThat(clock.now()).isEqualTo(time.trueTime());
        assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(7));
        assertThat(network.keptOffset).contains(Duration.ofMinutes(-7));
    }

    @Test
    void halfOfTheWayThereAndBackIsAddedToWhatANodeSays() {
        network.latency = Duration.ofMillis(800);

        clock.synchronize().join();

        assertThat(clock.now()).isEqualTo(time.trueTime());
    }

    @Test
    void aNodeThatIsWrongIsOutvoted() {
        network.nodes.get(0).clockError = Duration.ofDays(1);
        network.nodes.get(1).clockError = Duration.ofDays(-1);
        for (int i = 0; i < 20; i++) {
            NetworkClock other = network.open().clock();
            other.synchronize().join();
            assertThat(other.now()).isEqualTo(time.trueTime());
        }
    }

    @Test
    void nodesThatFailAreReplaced() {
        for (int i = 0; i < 3; i++) {
            network.nodes.get(i).behaviour = FakeNetwork.silent();
        }

        clock.synchronize().join();

        assertThat(clock.now()).isEqualTo(time.trueTime());
    }

    @Test
    void aSingleNodeDoesNotSetTheClock() {
        for (int i = 1; i < network.nodes.size(); i++) {
            network.nodes.get(i).behaviour = FakeNetwork.silent();
        }

        assertThatThrownBy(() -> clock.synchronize().join()).hasCauseInstanceOf(IOException.class);
        assertThat(clock.isSynchronized()).isFalse();
        assertThat(network.asked()).hasSizeLessThanOrEqualTo(6).doesNotHaveDuplicates();
    }

    @Test
    void timesOfThePastAreNotBelieved() {
        network.nodes.forEach(node -> node.behaviour =
                FakeNetwork.says(200, "{\"t\":1577836800000,\"version\":[2,8,0],\"timestamp\":1577836800000}"));

        assertThatThrownBy(() -> clock.synchronize().join()).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void timesThatCannotBeReckonedWithAreNotBelieved() {
        network.nodes.forEach(node -> node.behaviour = FakeNetwork.says(
                200, "{\"t\":9223372036854775807,\"version\":[2,8,0],\"timestamp\":9223372036854775807}"));

        CompletableFuture<Instant> now = clock.synchronize();

        assertThat(now).isCompletedExceptionally();
        assertThat(clock.now()).isEqualTo(time.trueTime());
    }

    @Test
    void whoeverWaitsForTheTimeIsToldThatTheClientIsClosed() {
        network.nodes.forEach(node -> node.behaviour = FakeNetwork.hanging());
        SwarmClient swarms = network.open();
        CompletableFuture<Instant> now = swarms.clock().synchronize();
        assertThat(now).isNotDone();

        swarms.close();

        assertThat(now).isCompletedExceptionally();
        assertThatThrownBy(now::join).hasCauseInstanceOf(OnionException.class).hasMessageContaining("closed");
    }

    @Test
    void aQuestionThatCannotBeAskedMayBeAskedAgain() {
        IllegalStateException bug = new IllegalStateException("bug");
        NetworkClock broken = new NetworkClock(time, time::nanoTime, Duration.ofMinutes(10), network, () -> {
            throw bug;
        });

        for (int i = 0; i < 2; i++) {
            CompletableFuture<Instant> now = broken.synchronize();
            assertThat(now).isCompletedExceptionally();
            assertThatThrownBy(now::join).hasCause(bug);
        }
    }

    @Test
    void aChangeOfTheLocalClockDoesNotTouchIt() {
        clock.synchronize().join();

        time.setLocalError(Duration.ofDays(400));
        time.advance(Duration.ofSeconds(30));

        assertThat(clock.now()).isEqualTo(time.trueTime());
    }

    @Test
    void nodesAreNotAskedAgainTooSoon() {
        clock.synchronize().join();
        network.requests.clear();
        time.advance(Duration.ofMinutes(9));

        assertThat(clock.resynchronize().join()).isNull();
        assertThat(clock.synchronize().join()).isEqualTo(time.trueTime());
        assertThat(network.requests).isEmpty();

        time.advance(Duration.ofMinutes(1));
        assertThat(clock.resynchronize().join()).isEqualTo(Duration.ZERO);
        assertThat(network.requests).hasSize(3);
    }

    @Test
    void afterASleepNodesAreAskedAtOnce() {
        clock.synchronize().join();
        time.advance(Duration.ofMinutes(1));
        time.sleep(Duration.ofHours(1));

        assertThat(clock.resynchronize().join()).isEqualTo(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(time.trueTime());
    }
}
