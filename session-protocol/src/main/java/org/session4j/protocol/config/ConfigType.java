package org.session4j.protocol.config;

/** The documents there are, and where and how each is stored (config: documents). */
public enum ConfigType {

    /** Own name, picture and settings. */
    USER_PROFILE(2, "UserProfile", false),

    /** The people one talks with. */
    CONTACTS(3, "Contacts", false),

    /** How far one has read where. */
    CONVO_INFO_VOLATILE(4, "ConvoInfoVolatile", false),

    /** The groups and communities one is in. */
    USER_GROUPS(5, "UserGroups", false),

    /** Name, description and settings of a group. */
    GROUP_INFO(13, "groups::Info", true),

    /** The members of a group. */
    GROUP_MEMBERS(14, "groups::Members", true);

    private final int namespace;
    private final String domain;
    private final boolean ofGroup;

    ConfigType(int namespace, String domain, boolean ofGroup) {
        this.namespace = namespace;
        this.domain = domain;
        this.ofGroup = ofGroup;
    }

    /** The number of the namespace in which it is stored. */
    public int namespace() {
        return namespace;
    }

    /** Goes into the encryption, so that one document is not taken for another. */
    public String domain() {
        return domain;
    }

    /**
     * Whether it is a group's: signed by an admin and encrypted with the keys of the group. An account's is not signed, is
     * encrypted with the seed of the account, and wrapped.
     */
    public boolean isOfGroup() {
        return ofGroup;
    }
}
