package org.session4j.protocol.message;

/** When a message disappears. */
public enum ExpirationType {
    /** Not at all; also what older clients leave out. */
    UNKNOWN(0),

    /** The clock starts when the message is read. */
    DELETE_AFTER_READ(1),

    /** The clock starts when the message is sent. */
    DELETE_AFTER_SEND(2);

    private final int number;

    ExpirationType(int number) {
        this.number = number;
    }

    /** As on the wire. */
    public int number() {
        return number;
    }
}
