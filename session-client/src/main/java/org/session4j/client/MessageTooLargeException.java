package org.session4j.client;

/** A message is longer than its recipient would show or its mailbox would take; nothing was sent. */
public final class MessageTooLargeException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    private final Unit unit;
    private final int limit;
    private final int actual;

    /** What was counted. */
    public enum Unit {
        /** Unicode code points of the text (messages: text length). */
        CODE_POINTS,
        /** Bytes of the encoded content (messages: limits). */
        CONTENT_BYTES
    }

    public MessageTooLargeException(Unit unit, int limit, int actual) {
        super("expected at most " + limit + " " + unit + ", got " + actual);
        this.unit = unit;
        this.limit = limit;
        this.actual = actual;
    }

    public Unit unit() {
        return unit;
    }

    public int limit() {
        return limit;
    }

    public int actual() {
        return actual;
    }
}
