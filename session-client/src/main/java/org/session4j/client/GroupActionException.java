package org.session4j.client;

/** What was to be done in a group cannot be done; nothing was changed. */
public final class GroupActionException extends SessionClientException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public GroupActionException(Reason reason) {
        super("the group does not allow it: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why not (groups: errors the API must tell apart). */
    public enum Reason {
        /** This account is not in such a group, and not invited. */
        UNKNOWN_GROUP,

        /** The invitation was not accepted yet. */
        NOT_ACCEPTED,

        /** Only an admin may do this. */
        NOT_ADMIN,

        /** No key of the group was found yet, so nothing can be written. */
        NO_KEY,

        /** An admin has removed this account. */
        REMOVED,

        /** The group was destroyed. */
        DESTROYED,

        /** It would have more than 100 members. */
        TOO_MANY_MEMBERS,

        /** Whom it is about is not in the group. */
        NOT_A_MEMBER,

        /** Whom it is about is an admin, and cannot be removed. */
        IS_ADMIN,

        /** The last admin cannot leave, only destroy the group. */
        LAST_ADMIN,

        /** It is of a kind that can only be read. */
        READ_ONLY,

        /** The group has no sender keys. */
        NO_SENDER_KEYS
    }
}
