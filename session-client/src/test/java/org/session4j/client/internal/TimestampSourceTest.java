package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimestampSourceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final TimestampSource timestamps = new TimestampSource();

    @Property
    void timestampsIncreaseWhileTheClockOnlyWobbles(
            @ForAll @Size(max = 200) List<@IntRange(min = -3, max = 5) Integer> steps) {
        TimestampSource source = new TimestampSource();
        Instant clock = NOW;
        Instant last = Instant.EPOCH;
        for (int step : steps) {
            clock = clock.plusMillis(step);
            Instant next = source.next(clock);
            assertThat(next).isAfter(last).isAfterOrEqualTo(clock);
            last = next;
        }
    }

    @Property
    void noTimestampIsGivenTwiceWhateverTheClockDoes(
            @ForAll @Size(max = 300) List<@IntRange(min = -20_000, max = 20_000) Integer> steps,
            @ForAll @IntRange(min = 1, max = 20) int restartEvery) {
        TimestampSource source = new TimestampSource();
        Set<Instant> given = new HashSet<>();
        Instant clock = NOW;
        int count = 0;
        for (int step : steps) {
            // Rounded, so that the clock often comes back to where it was.
            clock = clock.plusMillis(step / 1_000 * 1_000L);
            if (++count % restartEvery == 0) {
                source.restart();
            }
            assertThat(given.add(source.next(clock))).isTrue();
        }
    }

    @Test
    void aBurstRunsAheadOfTheClockByAMillisecondAMessage() {
        List<Instant> burst = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            burst.add(timestamps.next(NOW));
        }
        assertThat(burst.get(999)).isEqualTo(NOW.plusMillis(999));
    }

    @Test
    void aClockThatWasAMinuteFastDoesNotCarryItsErrorOn() {
        assertThat(timestamps.next(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
        assertThat(timestamps.next(NOW)).isEqualTo(NOW);
    }

    @Test
    void aSmallCorrectionIsFollowedOnceItIsKnown() {
        assertThat(timestamps.next(NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(1));
        assertThat(timestamps.next(NOW)).isEqualTo(NOW.plusSeconds(1).plusMillis(1));
        timestamps.restart();
        assertThat(timestamps.next(NOW)).isEqualTo(NOW);
    }

    @Test
    void aClockWithFractionsOfMillisecondsGivesWholeOnes() {
        assertThat(timestamps.next(NOW.plus(Duration.ofNanos(1_500_000)))).isEqualTo(NOW.plusMillis(1));
    }

    @Test
    void manyThreadsNeverGetTheSame() {
        Set<Instant> given = ConcurrentHashMap.newKeySet();
        long distinct = IntStream.range(0, 5_000)
                .parallel()
                .filter(i -> given.add(timestamps.next(NOW)))
                .count();
        assertThat(distinct).isEqualTo(5_000);
    }
}
