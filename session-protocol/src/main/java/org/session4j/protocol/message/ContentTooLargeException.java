package org.session4j.protocol.message;

import org.session4j.protocol.SessionException;

/** A content that does not fit into one stored message. Nothing was encrypted, drawn or sent. */
public final class ContentTooLargeException extends SessionException {

    private static final long serialVersionUID = 1L;

    private final int length;
    private final int limit;

    ContentTooLargeException(int length, int limit) {
        super("content: expected at most " + limit + " bytes, got " + length);
        this.length = length;
        this.limit = limit;
    }

    /** Of the content's wire form, in bytes. */
    public int length() {
        return length;
    }

    /** The longest that fits, in bytes. */
    public int limit() {
        return limit;
    }
}
