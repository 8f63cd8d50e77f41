package org.session4j.client;

/** Whether the account's mailbox can be looked into. */
public enum ConnectionState {
    /** Not yet. */
    CONNECTING,
    /** At the last poll. */
    ONLINE,
    /** Not at the last polls, which go on. */
    OFFLINE,
    /** Never again: the client is closed. */
    CLOSED
}
