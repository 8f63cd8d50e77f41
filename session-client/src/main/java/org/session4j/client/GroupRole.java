package org.session4j.client;

/** What a member may do in a group. */
public enum GroupRole {
    /** Reads and writes. */
    MEMBER,

    /** Holds the key of the group: may also change it, and who is in it. */
    ADMIN
}
