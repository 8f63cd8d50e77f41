package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.session4j.conformance.operation.Inputs;
import org.session4j.conformance.operation.NotRunnableException;

/**
 * {@code libsession-*} and {@code upstream-*}: a list of entries, or an object with that list in {@code vectors}.
 *
 * <pre>
 * {"op": name, "in": {...}, "out": {...}}          the answer; "rand" in it lists the random bytes that were drawn
 * {"op": name, "in": {...}, "error": true}         refused
 * </pre>
 */
final class RecordedFormat implements VectorFormat {

    private static final String DRAWS = "rand";

    @Override
    public List<VectorCase> cases(JsonNode file) {
        JsonNode entries = file.isObject() ? file.path("vectors") : file;
        if (!entries.isArray()) {
            throw new NotRunnableException("neither a list of entries nor an object with a list \"vectors\"");
        }
        List<VectorCase> cases = new ArrayList<>();
        for (JsonNode entry : entries) {
            cases.add(read(entry, cases.size()));
        }
        return cases;
    }

    private static VectorCase read(JsonNode node, int index) {
        if (!(node instanceof ObjectNode object)) {
            throw new NotRunnableException("entry " + index + " is not an object");
        }
        Inputs entry = new Inputs(object);
        String operation = entry.text("op");
        String id = "#" + index + " " + entry.optionalText("case").orElse(operation);
        Optional<VectorCase> story = DocumentFormats.recorded(id, entry);
        if (story.isPresent()) {
            return story.get();
        }
        ObjectNode input = entry.node("in");
        if (entry.optionalFlag("error")) {
            return new VectorCase(id, operation, input, new Expectation.Refused());
        }
        // An operation that gives nothing back but its acceptance has no "out".
        ObjectNode output = entry.has("out") ? entry.node("out").deepCopy() : object.objectNode();
        List<byte[]> draws = output.has(DRAWS) ? new Inputs(output).hexes(DRAWS) : List.of();
        output.remove(DRAWS);
        return new VectorCase(id, operation, input, new Expectation.Answered(output, false), draws);
    }
}
