package org.session4j.protocol.config.documents;

/** What to show of a member of a group (config: group Members). */
public enum MemberStatus {
    INVITE_NOT_SENT,

    /** This device is about to send the invitation. */
    INVITE_SENDING,

    INVITE_FAILED,
    INVITE_SENT,

    /** A member in full. */
    INVITE_ACCEPTED,

    PROMOTION_NOT_SENT,

    /** This device is about to send the promotion. */
    PROMOTION_SENDING,

    PROMOTION_FAILED,
    PROMOTION_SENT,

    /** An admin in full. */
    PROMOTION_ACCEPTED,

    /** An admin has removed the member, and is to change the keys. */
    REMOVED,

    /** As {@link #REMOVED}; what the member wrote is to be deleted too. */
    REMOVED_WITH_MESSAGES
}
