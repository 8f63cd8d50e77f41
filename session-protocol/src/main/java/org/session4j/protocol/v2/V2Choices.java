package org.session4j.protocol.v2;

import java.time.Duration;

/**
 * What the official project has not settled about protocol v2 and linked devices, or where its text and its code differ,
 * and what is done here (messages: what is final and what is not; docs/decisions/0021-protocol-v2-values.md). Everything
 * else takes these from here.
 */
public final class V2Choices {

    // --- Messages ---

    /** The second byte of a message, in both forms. The text has 01 in one place for the form without forward secrecy. */
    public static final int VERSION = 0x02;

    /** The shortest message in bytes, in both forms. The text has 256 in one place for the other one. */
    public static final int MIN_LENGTH = 1536;

    /** Messages are a multiple of this in bytes; readers do not ask for it. */
    public static final int LENGTH_STEP = 256;

    /** What a swarm stores of a message, in bytes. */
    public static final int MAX_LENGTH = 76_800;

    // --- Keys of other accounts ---

    /** For so long fetched keys are used without asking again. */
    public static final Duration FRESH = Duration.ofDays(1);

    /** For so long they are used at all. The code has no such limit; without one a stolen key would serve for ever. */
    public static final Duration USABLE = Duration.ofDays(2);

    /** For so long an account without keys is not asked again. */
    public static final Duration NO_KEYS = Duration.ofHours(1);

    /** For so long a swarm keeps a published record and the messages of the device group. */
    public static final Duration RECORD_TTL = Duration.ofDays(30);

    // --- Own account keys ---

    /** The earliest age at which a key is replaced. */
    public static final Duration ROTATION_START = Duration.ofHours(11);

    /** Within so long after that every account has replaced it, if one of its devices is awake. */
    public static final Duration ROTATION_SPREAD = Duration.ofHours(2);

    /** For so long a replaced key is kept: what a message lives, and what its sender may have kept the key. */
    public static final Duration RETENTION = Duration.ofDays(16);

    // --- Devices ---

    /** The age at which a device replaces its own keys. No rule upstream, where they are never replaced. */
    public static final Duration DEVICE_KEY_ROTATION = Duration.ofDays(7);

    /** For so long replaced device keys are kept: what a message to them lives. Upstream keeps them for ever. */
    public static final Duration DEVICE_KEY_RETENTION = RECORD_TTL;

    /** For so long a request to be linked stays in the swarm. */
    public static final Duration LINK_REQUEST_TTL = Duration.ofMinutes(10);

    /** An unreadable message of the own group that is stored later than this after a readable one has displaced us. */
    public static final Duration DISPLACEMENT_GRACE = Duration.ofMinutes(5);

    /** The longest description of a device that is written, in bytes of UTF-8. Only the text has it; readers take any. */
    public static final int MAX_DESCRIPTION = 64;

    /** The length of a padded payload without its steps, in bytes. */
    public static final int PAYLOAD_BASE = 2300;

    /** Payloads are padded by at least one step of this, in bytes. */
    public static final int PAYLOAD_STEP = 6400;

    /** Recipients and removals are hidden in groups of so many. */
    public static final int SLOT_STEP = 4;

    /** The latest time that is read, in seconds: the end of the year 9999. Upstream takes any. */
    public static final long MAX_SECONDS = 253_402_300_799L;

    private V2Choices() {}
}
