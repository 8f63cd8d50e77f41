package org.session4j.client.store;

/** What this device keeps of a group besides its conversation (groups: groups v2). Each part is opaque to a store. */
public enum GroupPart {
    /** The document of name, description, picture and timer. */
    INFO,

    /** The document of the members. */
    MEMBERS,

    /** The keys that open the group's messages: secret. */
    KEYS,

    /** The sender keys of a group that has them: secret, and replaced with each message. May be empty. */
    SENDER_KEYS
}
