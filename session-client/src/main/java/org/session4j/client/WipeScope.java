package org.session4j.client;

/** Where {@link SessionClient#wipe} destroys what there is of an account. */
public enum WipeScope {
    /** What the store holds of it. */
    LOCAL,
    /** What lies in its swarm, in every namespace. */
    NETWORK,
    BOTH;

    public boolean includesLocal() {
        return this != NETWORK;
    }

    public boolean includesNetwork() {
        return this != LOCAL;
    }
}
