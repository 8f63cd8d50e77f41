package org.session4j.onion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {

    @Test
    void scalingShortensEverySpanAndLeavesTheCounts() {
        Timing fast = Timing.standard().scaled(0.01);

        for (Timing.Span span : Timing.Span.values()) {
            assertThat(fast.get(span)).isEqualTo(Timing.standard().get(span).dividedBy(100));
        }
        for (Timing.Count count : Timing.Count.values()) {
            assertThat(fast.get(count)).isEqualTo(Timing.standard().get(count));
        }
    }

    @Test
    void noSpanBecomesZero() {
        assertThat(Timing.standard().scaled(1e-12).get(Timing.Span.REQUEST)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void aPolicyIsEqualToAnotherOfTheSameValues() {
        Timing changed = Timing.standard().toBuilder()
                .set(Timing.Span.REQUEST, Duration.ofSeconds(3))
                .build();
        Timing back = changed.toBuilder()
                .set(Timing.Span.REQUEST, Timing.standard().get(Timing.Span.REQUEST))
                .build();

        assertThat(changed).isNotEqualTo(Timing.standard());
        assertThat(back).isEqualTo(Timing.standard()).hasSameHashCodeAs(Timing.standard());
    }

    @Test
    void backOffDoublesUpToItsCap() {
        assertThat(backOff(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(backOff(2)).isEqualTo(Duration.ofMillis(400));
        assertThat(backOff(5)).isEqualTo(Duration.ofMillis(3200));
        assertThat(backOff(6)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backOff(1_000_000)).isEqualTo(Duration.ofSeconds(5));
    }

    private static Duration backOff(int failures) {
        return Timing.standard().backOff(Timing.Span.PATH_BUILD_PAUSE, Timing.Span.PATH_BUILD_PAUSE_CAP, failures);
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        Timing.Builder builder = Timing.standard().toBuilder();

        assertThatThrownBy(() -> builder.set(Timing.Span.REQUEST, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.set(Timing.Count.PATH_LENGTH, 16))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.set(Timing.Count.STANDARD_PATHS, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timing.standard().scaled(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
