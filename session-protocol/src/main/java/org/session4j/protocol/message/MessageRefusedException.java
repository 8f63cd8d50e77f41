package org.session4j.protocol.message;

import org.session4j.protocol.SessionException;

/** A message that opened well and is dropped all the same, because a rule of the protocol says so. */
public final class MessageRefusedException extends SessionException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    MessageRefusedException(Reason reason) {
        super("message refused: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The rules. */
    public enum Reason {
        /** The timestamp that the sender signed is not that of the envelope (messages: timestamps of a message). */
        TIMESTAMP_MISMATCH,

        /** Someone else claims that this is a copy of what we sent (messages: sync to own devices). */
        SYNC_TARGET_FROM_OTHER,

        /** Of a kind that one's own devices do not send each other (messages: sync to own devices). */
        NOT_FROM_SELF
    }
}
