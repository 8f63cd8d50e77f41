package org.session4j.conformance.operation;

import org.session4j.protocol.SessionException;

/**
 * The way back of an operation that draws randomness: what the library sealed, it must also open. A check uses keys of
 * its own where those of the vector cannot open the answer.
 */
@FunctionalInterface
public interface Opening {

    /**
     * Opens the answer, or one made in the same way.
     *
     * @throws SessionException if the library refuses what it made
     * @throws DoesNotOpenException if it opens to something else
     */
    void check(Call call, Answer answer) throws SessionException;
}
