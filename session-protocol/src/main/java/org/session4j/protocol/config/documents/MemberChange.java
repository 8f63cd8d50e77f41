package org.session4j.protocol.config.documents;

/** What happens to a member of a group; see {@link GroupMember#after} (config: group Members). */
public enum MemberChange {

    /** The invitation is to be sent, or sent again. */
    INVITE_NOT_SENT,

    INVITE_SENT,
    INVITE_FAILED,
    INVITE_ACCEPTED,

    /** The member is to be an admin, and the promotion to be sent. */
    PROMOTED,

    PROMOTION_SENT,
    PROMOTION_FAILED,
    PROMOTION_ACCEPTED,
    REMOVED,
    REMOVED_WITH_MESSAGES
}
