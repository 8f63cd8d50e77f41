package org.session4j.protocol.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether and when a message disappears (messages: disappearing messages). Each side of a conversation has a setting of its
 * own, which applies to what it sends.
 *
 * @param type {@link ExpirationType#UNKNOWN} exactly if the timer is zero
 * @param timer whole seconds, at most 2<sup>32</sup> − 1; what is received is honoured beyond {@link #MAX_TIMER} too
 */
public record Expiration(ExpirationType type, Duration timer) {

    private static final long MAX_WIRE_SECONDS = 0xffff_ffffL;

    /** The message stays. */
    public static final Expiration OFF = new Expiration(ExpirationType.UNKNOWN, Duration.ZERO);

    /** The shortest timer to set. The apps begin at minutes, and their debug builds at ten seconds. */
    public static final Duration MIN_TIMER = Duration.ofSeconds(1);

    /** The longest timer to set, also the longest that a swarm stores a message: 14 days. */
    public static final Duration MAX_TIMER = Duration.ofDays(14);

    /** What the apps offer for {@link ExpirationType#DELETE_AFTER_READ}. */
    public static final List<Expiration> AFTER_READ_PRESETS = List.of(
            afterRead(Duration.ofMinutes(5)),
            afterRead(Duration.ofHours(1)),
            afterRead(Duration.ofHours(12)),
            afterRead(Duration.ofDays(1)),
            afterRead(Duration.ofDays(7)),
            afterRead(Duration.ofDays(14)));

    /** What the apps offer for {@link ExpirationType#DELETE_AFTER_SEND}. */
    public static final List<Expiration> AFTER_SEND_PRESETS = List.of(
            afterSend(Duration.ofHours(12)),
            afterSend(Duration.ofDays(1)),
            afterSend(Duration.ofDays(7)),
            afterSend(Duration.ofDays(14)));

    /** The first offer of the apps for {@link ExpirationType#DELETE_AFTER_READ}. */
    public static final Expiration DEFAULT_AFTER_READ = afterRead(Duration.ofHours(12));

    /** The first offer of the apps for {@link ExpirationType#DELETE_AFTER_SEND}. */
    public static final Expiration DEFAULT_AFTER_SEND = afterSend(Duration.ofDays(1));

    public Expiration {
        Objects.requireNonNull(type, "type");
        long seconds = timer.getSeconds();
        RuleViolation.require(
                timer.getNano() == 0 && seconds >= 0 && seconds <= MAX_WIRE_SECONDS,
                "timer: expected whole seconds, at most 2^32 - 1");
        RuleViolation.require(
                (type == ExpirationType.UNKNOWN) == (seconds == 0), "timer: expected zero exactly if there is no type");
    }

    /**
     * The clock starts when the message is read; for its sender, when it is sent.
     *
     * @param timer whole seconds from {@link #MIN_TIMER} to {@link #MAX_TIMER}
     */
    public static Expiration afterRead(Duration timer) {
        return new Expiration(ExpirationType.DELETE_AFTER_READ, requireSettable(timer));
    }

    /**
     * The clock starts when the message is sent.
     *
     * @param timer whole seconds from {@link #MIN_TIMER} to {@link #MAX_TIMER}
     */
    public static Expiration afterSend(Duration timer) {
        return new Expiration(ExpirationType.DELETE_AFTER_SEND, requireSettable(timer));
    }

    /** What a content says of itself. A timer without a type is that of an old sender and ignored. */
    public static Expiration of(Content content) {
        ExpirationType type = content.expirationType();
        Long seconds = content.expirationTimer();
        if (type == null || type == ExpirationType.UNKNOWN || seconds == null || seconds == 0) {
            return OFF;
        }
        return new Expiration(type, Duration.ofSeconds(seconds));
    }

    /** The timer as it stands in a content. */
    @SuppressWarnings("JavaDurationGetSecondsToToSeconds") // which Android has from API 31 on
    long timerSeconds() {
        return timer.getSeconds();
    }

    public boolean isOff() {
        return type == ExpirationType.UNKNOWN;
    }

    /** The setting as it holds in a note to self, where the clock always starts with sending. */
    public Expiration inNoteToSelf() {
        return type == ExpirationType.DELETE_AFTER_READ
                ? new Expiration(ExpirationType.DELETE_AFTER_SEND, timer)
                : this;
    }

    /** When a message of one's own is to be deleted. */
    public Optional<Instant> deadlineOfSent(Instant sent) {
        return isOff() ? Optional.empty() : Optional.of(sent.plus(timer));
    }

    /** When a received message that nobody has read yet is to be deleted. */
    public Optional<Instant> deadlineOfUnread(Instant sent) {
        return type == ExpirationType.DELETE_AFTER_SEND ? Optional.of(sent.plus(timer)) : Optional.empty();
    }

    /** When a received message that was read is to be deleted; after reading, also what to shorten its swarm copy to. */
    public Optional<Instant> deadlineOfRead(Instant sent, Instant read) {
        return type == ExpirationType.DELETE_AFTER_READ ? Optional.of(read.plus(timer)) : deadlineOfUnread(sent);
    }

    /**
     * When another device of the account has read a message, if it has: that device shortened the life of the copy in the
     * swarm, so that it ends within one timer from now.
     *
     * @param storedUntil when the swarm will delete its copy
     */
    public Optional<Instant> readElsewhere(Instant storedUntil, Instant now) {
        boolean shortened = type == ExpirationType.DELETE_AFTER_READ && !storedUntil.isAfter(now.plus(timer));
        return shortened ? Optional.of(storedUntil.minus(timer)) : Optional.empty();
    }

    private static Duration requireSettable(Duration timer) {
        RuleViolation.require(
                timer.compareTo(MIN_TIMER) >= 0 && timer.compareTo(MAX_TIMER) <= 0,
                "timer: expected 1 second to 14 days");
        return timer;
    }
}
