package org.session4j.conformance.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedRandomTest {

    @Test
    void draws_get_the_recorded_bytes_in_order() {
        RecordedRandom random = RecordedRandom.of(new byte[] {1, 2}, new byte[] {3});
        byte[] first = new byte[2];
        byte[] second = new byte[1];

        random.nextBytes(first);
        random.nextBytes(second);

        assertThat(first).containsExactly(1, 2);
        assertThat(second).containsExactly(3);
        assertThatCode(random::requireExhausted).doesNotThrowAnyException();
    }

    @Test
    void a_draw_of_another_size_fails() {
        RecordedRandom random = RecordedRandom.of(new byte[] {1, 2});

        assertThatThrownBy(() -> random.nextBytes(new byte[3]))
                .isInstanceOf(UnexpectedDrawException.class)
                .hasMessage("draw 1: 3 bytes asked for, 2 recorded");
    }

    @Test
    void a_draw_too_many_fails() {
        RecordedRandom random = RecordedRandom.of(List.of());

        assertThatThrownBy(() -> random.nextBytes(new byte[1])).isInstanceOf(UnexpectedDrawException.class);
    }

    @Test
    void bytes_left_over_fail() {
        RecordedRandom random = RecordedRandom.of(new byte[] {1}, new byte[] {2});
        random.nextBytes(new byte[1]);

        assertThatThrownBy(random::requireExhausted)
                .isInstanceOf(UnexpectedDrawException.class)
                .hasMessage("1 of 2 recorded draws left over");
    }

    @Test
    void numbers_and_seeds_are_draws_too() {
        RecordedRandom random = RecordedRandom.of(new byte[] {1, 2});

        assertThatThrownBy(random::nextInt).isInstanceOf(UnexpectedDrawException.class);
        assertThatThrownBy(() -> random.generateSeed(4)).isInstanceOf(UnexpectedDrawException.class);
    }
}
