package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.session4j.protocol.SessionException;

/**
 * {@code scenario}: steps, each of them an operation.
 *
 * <pre>
 * now_ms   the clock of all steps
 * steps    op, in
 *          as        names the object that the step makes, or else the data that it gives: "$name" is that in later steps
 *          outputs   what of the answer counts; all of it if absent
 *          rand      what the step draws
 * results  the answers, {"error": true} for a step that is refused
 * </pre>
 *
 * Lists of hashes come sorted.
 */
final class StoryOperations {

    private static final String NOW = "now_ms";
    private static final Set<String> HASHES = Set.of("accepted", "obsolete", "current_hashes");

    private final Operations operations;
    private final Call story;
    private final Map<String, JsonNode> names = new HashMap<>();

    private StoryOperations(Operations operations, Call story) {
        this.operations = operations;
        this.story = story;
    }

    static void addTo(Operations operations) {
        operations.add("scenario", call -> new StoryOperations(operations, call).run());
    }

    private Answer run() {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (Inputs step : story.in().objects("steps")) {
            try {
                results.add(run(step));
            } catch (SessionException | IllegalArgumentException e) {
                if (e instanceof IllegalArgumentException && e.getClass() != IllegalArgumentException.class) {
                    throw new IllegalStateException("a step broke", e);
                }
                results.addObject().put("error", true);
            }
        }
        return Answer.empty().put("results", results);
    }

    private ObjectNode run(Inputs step) throws SessionException {
        ObjectNode in = (ObjectNode) resolved(step.node("in"));
        if (story.in().has(NOW)) {
            in.put("_now_ms", story.in().integer(NOW));
        }
        ObjectNode answer = operation(step).run(call(step, in)).toJson();
        if (step.has("as")) {
            names.put("$" + step.text("as"), answer.has("h") ? answer.get("h") : answer.path("data"));
        }
        answer.remove("h");
        if (step.has("outputs")) {
            answer.retain(new TreeSet<>(step.texts("outputs")));
        }
        HASHES.stream().filter(answer::has).forEach(name -> answer.set(name, sorted(answer.get(name))));
        return answer;
    }

    private Operation operation(Inputs step) {
        if (step.text("op").equals("scenario")) {
            throw new NotRunnableException("a scenario has no scenarios in it");
        }
        return operations.named(step.text("op"));
    }

    private Call call(Inputs step, ObjectNode in) {
        return Call.of(in, story.crypto(), step.has("rand") ? RecordedRandom.of(step.hexes("rand")) : story.random());
    }

    /** A copy with names replaced by what they stand for, at any depth. */
    private JsonNode resolved(JsonNode node) {
        if (node instanceof TextNode) {
            return names.getOrDefault(node.textValue(), node);
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> copy.add(resolved(element)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                copy.set(field.getKey(), resolved(field.getValue()));
            }
            return copy;
        }
        return node;
    }

    private static ArrayNode sorted(JsonNode list) {
        Set<String> elements = new TreeSet<>();
        list.forEach(element -> elements.add(element.asText()));
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        elements.forEach(sorted::add);
        return sorted;
    }
}
