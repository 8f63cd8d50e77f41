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
        NOT_FROM_SELF,

        /** Asks to delete a message that someone else wrote (messages: unsend). */
        UNSEND_BY_OTHER,

        /** More files than a message may carry (messages: reactions, quotes, mentions, previews, voice). */
        TOO_MANY_ATTACHMENTS,

        /** Claims to have a file that is larger than any that fits through the network (services: file server). */
        ATTACHMENT_TOO_LARGE,

        /** More than one link preview, or one larger than any that is shown (messages: previews). */
        PREVIEW_TOO_LARGE,

        /** A file, link or invitation leads to where none of its sort is (services: URLs of uploaded files). */
        FOREIGN_URL
    }
}
