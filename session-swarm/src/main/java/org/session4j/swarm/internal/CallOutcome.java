package org.session4j.swarm.internal;

import org.session4j.swarm.StorageException;

/**
 * How one request to one node ended.
 *
 * @param <R> what the answer says
 */
public sealed interface CallOutcome<R> {

    /** It was carried out. */
    record Answered<R>(R value) implements CallOutcome<R> {}

    /**
     * The node is not in the swarm of the account; the directory knows by now.
     *
     * @param mayRepeat whether it is certain which account was meant
     */
    record WrongSwarm<R>(boolean mayRepeat) implements CallOutcome<R> {}

    /** The node's clock and ours differ, it says. */
    record WrongClock<R>(StorageException failure) implements CallOutcome<R> {}

    /** The node did not do it, and said so. */
    record Refused<R>(StorageException failure) implements CallOutcome<R> {}

    /** The node's answer cannot be read. */
    record Unreadable<R>(StorageException failure) implements CallOutcome<R> {}

    /** There was no answer of the node; it may have carried the request out nevertheless. */
    record Lost<R>(Exception failure) implements CallOutcome<R> {}
}
