package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One case of a vector file.
 *
 * @param id names the case within its file
 * @param operation the operation to run
 * @param input its inputs
 * @param expectation what must come out
 * @param draws the random bytes that the operation draws, in order
 */
record VectorCase(String id, String operation, ObjectNode input, Expectation expectation, List<byte[]> draws) {

    VectorCase(String id, String operation, ObjectNode input, Expectation expectation) {
        this(id, operation, input, expectation, List.of());
    }
}
