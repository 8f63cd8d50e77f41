package org.session4j.onion;

/**
 * Hears how much of an exchange has passed between this machine and the guard. What lies behind the guard nobody here
 * can see.
 *
 * <p>Called by a thread of the {@link Transport}, so it must neither block nor throw. A transport that cannot tell calls
 * it never.
 */
public interface TransferProgress {

    /** Hears nothing. */
    TransferProgress NONE = new TransferProgress() {};

    /**
     * A part of the request was written.
     *
     * @param bytes so far; starts over when the transport has to repeat the request
     * @param inAll of the whole request
     */
    default void sent(long bytes, long inAll) {}

    /**
     * A part of the answer was read.
     *
     * @param bytes so far
     * @param inAll of the whole answer; -1 if the guard did not say
     */
    default void received(long bytes, long inAll) {}
}
