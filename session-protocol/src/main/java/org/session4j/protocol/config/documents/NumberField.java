package org.session4j.protocol.config.documents;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/** An integer. Where it is absent it is zero, and zero is not written. */
final class NumberField implements Field {

    /** Larger times are not in seconds but in milliseconds: as seconds they would lie beyond the year 2255. */
    private static final long MAX_SECONDS = 9_000_000_000L;

    /** Larger times are in microseconds. */
    private static final long MAX_MILLIS = 9_000_000_000_000L;

    private final Bytes key;
    private final LongUnaryOperator meaning;

    private NumberField(String key, LongUnaryOperator meaning) {
        this.key = Bytes.utf8(key);
        this.meaning = meaning;
    }

    /** 1 or absent. */
    static NumberField flag(String key) {
        return new NumberField(key, value -> value == 0 ? 0 : 1);
    }

    /** Absent unless positive. */
    static NumberField positive(String key) {
        return new NumberField(key, value -> Math.max(value, 0));
    }

    static NumberField nonzero(String key) {
        return new NumberField(key, value -> value);
    }

    /** 1 to a maximum; anything else counts as zero. */
    static NumberField upTo(long max, String key) {
        return new NumberField(key, value -> value > 0 && value <= max ? value : 0);
    }

    /** A time in seconds, which some writers gave in milliseconds or microseconds (config: group Info). */
    static NumberField seconds(String key) {
        return new NumberField(key, value -> toSeconds(Math.max(value, 0)));
    }

    private static long toSeconds(long time) {
        if (time > MAX_MILLIS) {
            return time / 1_000_000;
        }
        return time > MAX_SECONDS ? time / 1_000 : time;
    }

    long read(ConfigDict from) {
        return meaning.applyAsLong(from.integer(key).orElse(0));
    }

    /** Within the range of an int; what lies beyond is the nearest that does not. */
    int readInt(ConfigDict from) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, read(from)));
    }

    boolean isSet(ConfigDict from) {
        return read(from) != 0;
    }

    /** Taken as seconds since 1970. */
    Optional<Instant> readInstant(ConfigDict from) {
        long seconds = toSeconds(read(from));
        return seconds > 0 ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    }

    /** Taken as seconds. */
    Optional<Duration> readDuration(ConfigDict from) {
        long seconds = read(from);
        return seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    void write(ConfigEditor to, long value) {
        long written = meaning.applyAsLong(value);
        if (written == 0) {
            to.erase(key);
        } else {
            to.set(key, written);
        }
    }

    void write(ConfigEditor to, boolean value) {
        write(to, value ? 1 : 0);
    }

    /** As seconds since 1970; null is absent. */
    void write(ConfigEditor to, @Nullable Instant time) {
        write(to, time == null ? 0 : time.getEpochSecond());
    }

    /** As seconds; null is absent. */
    @SuppressWarnings("JavaDurationGetSecondsToToSeconds") // which Android has from API 31 on
    void write(ConfigEditor to, @Nullable Duration time) {
        write(to, time == null ? 0 : time.getSeconds());
    }

    @Override
    public void copy(ConfigDict from, ConfigEditor to) {
        write(to, read(from));
    }
}
