package org.session4j.groups;

import org.session4j.protocol.SessionException;

/**
 * Something of a group that was well formed and is refused all the same; the group's state is as before. Bytes of the wrong
 * form are a {@link org.session4j.protocol.MalformedDataException} (groups: errors the API must tell apart).
 */
public final class GroupException extends SessionException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public GroupException(Reason reason) {
        super("refused: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What a group refuses. */
    public enum Reason {
        /** The signature is not that of the group, the author or the chain. */
        BAD_SIGNATURE,

        /** No key that is held opens it. */
        NOT_FOR_US,

        /** Of a version that this library does not read. */
        UNSUPPORTED_VERSION,

        /** The key it needs is not held yet, or no longer. */
        UNKNOWN_KEY,

        /** Its key has been used: a replay. */
        ALREADY_USED,

        /** Further ahead than keys are made for. */
        TOO_FAR_AHEAD,

        /** Older than what is held already. */
        OUTDATED,

        /** Its author is no member, or speaks for somebody else. */
        NOT_A_MEMBER,

        /** Only an admin may do this. */
        NOT_ADMIN,

        /** The timestamp that its author signed is not that of the envelope. */
        TIMESTAMP_MISMATCH,

        /** Its author may not do this, or it allows less than is needed. */
        NOT_ALLOWED,

        /** The state is an older copy of itself: nothing is sent from it before it has a new chain. */
        RESTORED_STATE,

        /** Too many members, or a name, description or message that is too long. */
        OVER_LIMIT
    }
}
