package org.session4j.protocol.config.documents;

/** Whether a group is still there for the user (config: UserGroups). */
public enum GroupAccess {
    OPEN,

    /** An admin has removed the user. */
    KICKED,

    /** An admin has destroyed the group. */
    DESTROYED
}
