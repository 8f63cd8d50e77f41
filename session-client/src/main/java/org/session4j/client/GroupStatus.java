package org.session4j.client;

/** Where an account stands with a group. */
public enum GroupStatus {
    /** Invited, and has not answered. */
    INVITED,

    /** In the group; its name and members are known. */
    JOINED,

    /** In the group, but no key of it was found yet: nothing can be written. */
    JOINING,

    /** In the group, but the swarm holds nothing of it any more, and no key is known: an admin has to bring it back. */
    EXPIRED,

    /** An admin has removed the account. */
    REMOVED,

    /** An admin has destroyed the group. */
    DESTROYED,

    /** Of a kind that nobody writes or reads any more; only what was listed is left. */
    CLOSED
}
