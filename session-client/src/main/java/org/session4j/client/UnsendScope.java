package org.session4j.client;

/** From whom a message is taken back (messages: unsend). */
public enum UnsendScope {
    /** From the devices of this account only; any message can be. */
    OWN_DEVICES,
    /** From the peer too, as far as its app follows; only what this account sent can be. */
    EVERYONE
}
