package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How the cases of one family of files are written down. */
@FunctionalInterface
interface VectorFormat {

    /**
     * The cases in the order of the file.
     *
     * @throws org.session4j.conformance.operation.NotRunnableException if the file is not of this format
     */
    List<VectorCase> cases(JsonNode file);
}
