package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpirationTest {

    private static final Instant SENT = Instant.ofEpochMilli(1_763_884_800_123L);
    private static final Instant READ = SENT.plusSeconds(500);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Expiration AFTER_SEND = Expiration.afterSend(HOUR);
    private static final Expiration AFTER_READ = Expiration.afterRead(HOUR);

    @Test
    void theMenusAreThoseOfTheApps() {
        assertThat(Expiration.AFTER_READ_PRESETS)
                .extracting(preset -> preset.timer().toSeconds())
                .containsExactly(300L, 3600L, 43200L, 86400L, 604800L, 1209600L);
        assertThat(Expiration.AFTER_SEND_PRESETS)
                .extracting(preset -> preset.timer().toSeconds())
                .containsExactly(43200L, 86400L, 604800L, 1209600L);
        assertThat(Expiration.AFTER_READ_PRESETS).contains(Expiration.DEFAULT_AFTER_READ);
        assertThat(Expiration.AFTER_SEND_PRESETS).contains(Expiration.DEFAULT_AFTER_SEND);
    }

    @Test
    void aTimerOutsideOfTheMenusIsHonoured() {
        assertThat(read(ExpirationType.DELETE_AFTER_READ, 77L).timer()).isEqualTo(Duration.ofSeconds(77));
        assertThat(read(ExpirationType.DELETE_AFTER_SEND, 0xffff_ffffL).timer())
                .isEqualTo(Duration.ofSeconds(4_294_967_295L));
    }

    @Test
    void withoutATypeOrATimerTheMessageStays() {
        assertThat(List.of(
                        read(null, 3600L),
                        read(ExpirationType.UNKNOWN, 3600L),
                        read(ExpirationType.DELETE_AFTER_READ, null),
                        read(ExpirationType.DELETE_AFTER_SEND, 0L),
                        read(null, null)))
                .allMatch(Expiration.OFF::equals);
    }

    @Test
    void aTimerThatNoAppSetsIsNotMade() {
        List<ThrowingCallable> timers = List.of(
                () -> Expiration.afterRead(Duration.ZERO),
                () -> Expiration.afterSend(Duration.ofMillis(1500)),
                () -> Expiration.afterSend(Duration.ofSeconds(-5)),
                () -> Expiration.afterSend(Expiration.MAX_TIMER.plusSeconds(1)),
                () -> new Expiration(ExpirationType.UNKNOWN, HOUR),
                () -> new Expiration(ExpirationType.DELETE_AFTER_SEND, Duration.ofSeconds(1L << 32)));

        assertThat(timers).allSatisfy(timer -> assertThatThrownBy(timer).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void theClockOfOnesOwnMessageStartsWithSendingInEitherMode() {
        assertThat(AFTER_SEND.deadlineOfSent(SENT)).contains(SENT.plus(HOUR));
        assertThat(AFTER_READ.deadlineOfSent(SENT)).contains(SENT.plus(HOUR));
        assertThat(Expiration.OFF.deadlineOfSent(SENT)).isEmpty();
    }

    @Test
    void theClockOfAReceivedMessageStartsAsItsTypeSays() {
        assertThat(AFTER_SEND.deadlineOfUnread(SENT)).contains(SENT.plus(HOUR));
        assertThat(AFTER_READ.deadlineOfUnread(SENT)).isEmpty();
        assertThat(AFTER_SEND.deadlineOfRead(SENT, READ)).contains(SENT.plus(HOUR));
        assertThat(AFTER_READ.deadlineOfRead(SENT, READ)).contains(READ.plus(HOUR));
        assertThat(Expiration.OFF.deadlineOfRead(SENT, READ)).isEmpty();
    }

    @Test
    void aShortenedCopyTellsWhenAnotherDeviceReadTheMessage() {
        Instant now = READ.plusSeconds(60);

        assertThat(AFTER_READ.readElsewhere(READ.plus(HOUR), now)).contains(READ);
        assertThat(AFTER_READ.readElsewhere(SENT.plus(Expiration.MAX_TIMER), now))
                .isEmpty();
        assertThat(AFTER_SEND.readElsewhere(SENT.plus(HOUR), now)).isEmpty();
        assertThat(Expiration.OFF.readElsewhere(now, now)).isEmpty();
    }

    @Test
    void inANoteToSelfTheClockStartsWithSending() {
        assertThat(AFTER_READ.inNoteToSelf()).isEqualTo(AFTER_SEND);
        assertThat(AFTER_SEND.inNoteToSelf()).isEqualTo(AFTER_SEND);
        assertThat(Expiration.OFF.inNoteToSelf()).isEqualTo(Expiration.OFF);
    }

    private static Expiration read(@Nullable ExpirationType type, @Nullable Long seconds) {
        return Expiration.of(
                Content.builder().expirationType(type).expirationTimer(seconds).build());
    }
}
