package org.session4j.protocol.config;

import org.session4j.protocol.SessionException;

/** A document that no reader would take, not even in parts (config: multipart). */
public final class ConfigTooLargeException extends SessionException {

    private static final long serialVersionUID = 1L;

    private final int length;
    private final int limit;

    ConfigTooLargeException(int length, int limit) {
        super("config: expected at most " + limit + " bytes, got " + length);
        this.length = length;
        this.limit = limit;
    }

    /** Of the document's message, in bytes. */
    public int length() {
        return length;
    }

    /** The longest that fits, in bytes. */
    public int limit() {
        return limit;
    }
}
