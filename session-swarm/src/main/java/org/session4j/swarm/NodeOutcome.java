package org.session4j.swarm;

/**
 * What one member of a swarm says of a request that all members carry out (storage server: recursive methods).
 *
 * @param <T> what it did
 */
public sealed interface NodeOutcome<T> {

    /**
     * It did this, and its signature over it is good.
     *
     * @param value what it did
     */
    record Confirmed<T>(T value) implements NodeOutcome<T> {}

    /** It claims to have done something, but the claim is not of the promised form or its signature does not hold. */
    record BadSignature<T>() implements NodeOutcome<T> {}

    /**
     * It did nothing, says the member that was asked.
     *
     * @param status what it refused with; 0 unless {@code reason} is {@link Reason#REFUSED}
     */
    record Failed<T>(Reason reason, int status) implements NodeOutcome<T> {}

    /** Why a member did nothing. */
    enum Reason {
        /** It did not answer the member that was asked. */
        TIMED_OUT,
        REFUSED,
        /** What it answered could not be read. */
        BAD_PEER_RESPONSE,
        /** Its database failed. */
        DATABASE,
        UNKNOWN
    }

    default boolean isConfirmed() {
        return this instanceof Confirmed;
    }
}
