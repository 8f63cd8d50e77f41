package org.session4j.client;

/** The generations of private groups, and who can read them. Chosen when a group is made, and never changed. */
public enum GroupKind {
    /**
     * The groups of today's official apps; everybody in the group reads them with any app (groups: groups v2). Its keys
     * change when members come or go; whoever gets hold of one reads what was written under it.
     */
    GROUP_V2,

    /**
     * A group of today's apps in which every message is encrypted once more with its author's sender key, so that keys that
     * are stolen do not open what was written before (groups: modern profile for sender keys). <b>No official app can read
     * what is written there</b>: all members need this library, or another one with the same profile.
     */
    SENDER_KEYS,

    /**
     * The closed groups of 2020 to 2025 (groups: legacy closed groups). No app writes or reads them since April 2025: they
     * are listed, and that is all.
     */
    LEGACY
}
