package org.session4j.testkit;

import java.time.Duration;
import java.util.Optional;

/**
 * How a file server is set up (services: endpoints).
 *
 * @param maxFileSize of the body of an upload, in bytes
 * @param ttl how long a file is kept whose sender does not say
 * @param maxTtl up to which a sender may say; if absent, what it says is ignored
 * @param ids what the server calls its files
 * @param age whose behaviour where that has changed
 */
public record FileServerSettings(int maxFileSize, Duration ttl, Optional<Duration> maxTtl, Ids ids, Age age) {

    /** What the server calls its files. */
    public sealed interface Ids {

        /** 44 characters that follow from the content; the same content again is the same file. */
        record OfContent() implements Ids {}

        /**
         * Decimal numbers drawn at random; such files cannot be extended.
         *
         * @param bits 0 to 53 of which the numbers are; those of real servers have 53
         */
        record Numeric(int bits) implements Ids {
            public Numeric {
                if (bits < 0 || bits > 53) {
                    throw new IllegalArgumentException("bits: expected 0 to 53, got " + bits);
                }
            }
        }
    }

    /** Which server it is. */
    public enum Age {
        /** Of 2024: it tells no expiry except by {@code info}, does not extend, and knows no TTL of the sender. */
        OLD,
        /** Of 2025 and 2026. */
        CURRENT
    }

    public FileServerSettings {
        if (maxFileSize < 1) {
            throw new IllegalArgumentException("maxFileSize: expected at least 1, got " + maxFileSize);
        }
    }

    /**
     * As the public server is run, as far as is known: 10,000,000 bytes, 14 days, ids of the content. Senders may ask
     * for up to 14 days.
     */
    public static FileServerSettings publicServer() {
        Duration days = Duration.ofDays(14);
        return new FileServerSettings(10_000_000, days, Optional.of(days), new Ids.OfContent(), Age.CURRENT);
    }

    /** As the server comes: 6,000,000 bytes, 3 weeks whatever the sender says, numeric ids. */
    public static FileServerSettings asItComes() {
        return new FileServerSettings(
                6_000_000, Duration.ofDays(21), Optional.empty(), new Ids.Numeric(53), Age.CURRENT);
    }

    public FileServerSettings withMaxFileSize(int bytes) {
        return new FileServerSettings(bytes, ttl, maxTtl, ids, age);
    }

    public FileServerSettings withTtl(Duration usual) {
        return new FileServerSettings(maxFileSize, usual, maxTtl, ids, age);
    }

    public FileServerSettings withMaxTtl(Duration longest) {
        return new FileServerSettings(maxFileSize, ttl, Optional.of(longest), ids, age);
    }

    public FileServerSettings withIds(Ids other) {
        return new FileServerSettings(maxFileSize, ttl, maxTtl, other, age);
    }

    public FileServerSettings withAge(Age other) {
        return new FileServerSettings(maxFileSize, ttl, maxTtl, ids, other);
    }
}
