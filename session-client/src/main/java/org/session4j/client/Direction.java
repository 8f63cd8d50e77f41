package org.session4j.client;

/** Which way a message went. */
public enum Direction {
    /** From another account to this one. */
    INCOMING,
    /** From this account, written on this device or on another one. */
    OUTGOING
}
