package org.session4j.conformance.operation;

import org.session4j.protocol.SessionException;

/** One thing that the library can be asked to do. */
@FunctionalInterface
public interface Operation {

    /**
     * Asks the library.
     *
     * @throws SessionException if the library refuses the input
     * @throws IllegalArgumentException if the library refuses an argument
     * @throws NotRunnableException if the inputs are not those of this operation
     */
    Answer run(Call call) throws SessionException;
}
