package org.session4j.protocol.wire;

/**
 * How generously {@link BtReader} reads (config: bt-encoding, leniency). Two clients that disagree on which messages are
 * valid never end with the same data; so where the official apps are lenient, we are too. Nothing we write needs it.
 */
public enum BtLeniency {

    /** Only what the canonical writer writes. */
    CANONICAL,

    /** As the official apps read what they understand: also {@code i-0e}, and leading zeros in integers and lengths. */
    LENIENT,

    /**
     * As they read what they do not understand: also integers up to 2^64 − 1, and dicts out of order or with repeated
     * keys, of which the last one counts.
     */
    LOOSE
}
