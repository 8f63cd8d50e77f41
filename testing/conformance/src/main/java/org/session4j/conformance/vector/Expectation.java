package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What must come out of an operation. */
sealed interface Expectation {

    /**
     * An answer with these values among its fields.
     *
     * @param fields at least one
     * @param mayRefuse whether the library may refuse as well
     */
    record Answered(ObjectNode fields, boolean mayRefuse) implements Expectation {}

    /** A refusal by one of the documented exceptions. */
    record Refused() implements Expectation {}
}
