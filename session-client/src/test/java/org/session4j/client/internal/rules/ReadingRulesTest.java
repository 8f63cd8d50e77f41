package org.session4j.client.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.rules.RuleFixture.BOB;
import static org.session4j.client.internal.rules.RuleFixture.ME;
import static org.session4j.client.internal.rules.RuleFixture.T;
import static org.session4j.client.internal.rules.RuleFixture.WITH_BOB;
import static org.session4j.client.internal.rules.RuleFixture.at;
import static org.session4j.client.internal.rules.RuleFixture.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.MessageExpired;
import org.session4j.client.MessageReceived;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.TextMessage;

class ReadingRulesTest {

    private static final Duration FORTNIGHT = Duration.ofDays(14);
    private static final Expiration HOUR_AFTER_READ = Expiration.afterRead(Duration.ofHours(1));
    private static final Expiration DAY_AFTER_READ = Expiration.afterRead(Duration.ofDays(1));

    private final RuleFixture alice = new RuleFixture();

    @Test
    void readingStartsTheClockAndShortensTheCopies() {
        receive(0, Expiration.OFF);
        receive(1, HOUR_AFTER_READ);
        receive(2, Expiration.afterSend(Duration.ofDays(1)));
        receive(3, DAY_AFTER_READ);
        receive(4, HOUR_AFTER_READ);
        alice.errands.clear();
        alice.now = at(60_000);
        List<ChatMessage> read = read();
        assertThat(read).extracting(ChatMessage::readAt).containsOnly(alice.now);
        Instant inAnHour = alice.now.plus(Duration.ofHours(1));
        Instant tomorrow = alice.now.plus(Duration.ofDays(1));
        assertThat(read)
                .extracting(ChatMessage::expiresAt)
                .containsExactly(null, inAnHour, at(2).plus(Duration.ofDays(1)), tomorrow, inAnHour);
        assertThat(alice.errands)
                .containsExactly(
                        new Errand.ShortenCopies(List.of(read.get(1), read.get(4)), inAnHour),
                        new Errand.ShortenCopies(List.of(read.get(3)), tomorrow),
                        new Errand.WatchExpiry(inAnHour),
                        new Errand.PushDocuments());
        assertThat(alice.history(WITH_BOB)).isEqualTo(read);
        assertThat(alice.store.unread(ME, WITH_BOB, Instant.MAX)).isEmpty();
    }

    @Test
    void whatWasReadOnAnotherDeviceArrivesAsRead() {
        Instant readAt = T.plus(Duration.ofHours(3));
        alice.now = readAt.plus(Duration.ofMinutes(10));
        assertThat(alice.arrive(
                        alice.peer(BOB, 0, TextMessage.of("hi"), HOUR_AFTER_READ, readAt.plus(Duration.ofHours(1)))))
                .isEqualTo(Outcome.DONE);
        ChatMessage message = alice.last(MessageReceived.class).message();
        assertThat(message.readAt()).isEqualTo(readAt);
        assertThat(message.expiresAt()).isEqualTo(readAt.plus(Duration.ofHours(1)));
    }

    @Test
    void whatNobodyHasReadArrivesAsUnreadHoweverLateItIsFetched() {
        Expiration fortnight = Expiration.afterRead(FORTNIGHT);
        for (Duration later : List.of(Duration.ZERO, Duration.ofDays(13), FORTNIGHT.minusMillis(1))) {
            RuleFixture fresh = new RuleFixture();
            fresh.now = T.plus(later);
            assertThat(fresh.arrive(fresh.peer(BOB, 0, TextMessage.of("hi"), fortnight, T.plus(FORTNIGHT))))
                    .isEqualTo(Outcome.DONE);
            assertThat(fresh.last(MessageReceived.class).message().isUnread()).isTrue();
        }
    }

    @Test
    void aShortenedCopyWhoseTimerHasNotBegunIsNotRead() {
        alice.now = T.plusSeconds(10);
        // It ends sooner than its sender asked, yet later than it would if somebody had just read it.
        Instant storedUntil = alice.now.plus(Duration.ofHours(2));
        assertThat(alice.arrive(alice.peer(BOB, 0, TextMessage.of("hi"), HOUR_AFTER_READ, storedUntil)))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.message(BOB, 0).orElseThrow().isUnread()).isTrue();
    }

    @Test
    void aMemberThatHandsOutWhatItShouldHaveDeletedIsNotBelieved() {
        for (Instant storedUntil : List.of(alice.now, Instant.EPOCH, Instant.ofEpochMilli(Long.MIN_VALUE))) {
            RuleFixture fresh = new RuleFixture();
            assertThat(fresh.arrive(fresh.peer(BOB, 0, TextMessage.of("hi"), HOUR_AFTER_READ, storedUntil)))
                    .isEqualTo(Outcome.DONE);
            assertThat(fresh.message(BOB, 0).orElseThrow().isUnread()).isTrue();
        }
    }

    @Test
    void whatIsDueIsDeletedAndDoesNotComeBack() {
        receive(0, DAY_AFTER_READ);
        List<ChatMessage> read = read();
        Draft draft = alice.draft();
        ReadingRules.expire(draft, read, alice.now);
        alice.finish(draft);
        assertThat(alice.history(WITH_BOB)).isEmpty();
        assertThat(alice.last(MessageExpired.class)).isEqualTo(new MessageExpired(WITH_BOB, reference(BOB, 0)));
        receive(0, DAY_AFTER_READ);
        assertThat(alice.history(WITH_BOB)).isEmpty();
    }

    @Test
    void theSwarmHoldsAnUnreadMessageForAFortnight() {
        receive(0, HOUR_AFTER_READ);
        receive(1, Expiration.OFF);
        ChatMessage message = alice.message(BOB, 0).orElseThrow();
        assertThat(ReadingRules.wouldBeStoredUnlessRead(
                        message, T.plus(FORTNIGHT).minusMillis(1)))
                .isTrue();
        assertThat(ReadingRules.wouldBeStoredUnlessRead(message, T.plus(FORTNIGHT)))
                .isFalse();
        assertThat(ReadingRules.wouldBeStoredUnlessRead(alice.message(BOB, 1).orElseThrow(), T))
                .isFalse();
    }

    private void receive(long millis, Expiration expiration) {
        assertThat(alice.fromBob(millis, TextMessage.of("" + millis), expiration))
                .isEqualTo(Outcome.DONE);
    }

    private List<ChatMessage> read() {
        Draft draft = alice.draft();
        List<ChatMessage> read = ReadingRules.read(draft, alice.store.unread(ME, WITH_BOB, Instant.MAX), alice.now);
        alice.finish(draft);
        return read;
    }
}
