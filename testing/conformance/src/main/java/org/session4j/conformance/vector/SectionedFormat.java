package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.session4j.conformance.Json;
import org.session4j.conformance.operation.Inputs;
import org.session4j.conformance.operation.NotRunnableException;

/**
 * The files of the other families: an object whose lists ("sections") hold the cases, inputs and outputs side by side in
 * one flat object each. A section knows the operation to run on its cases and which fields of them are outputs; all
 * fields are given to the operation as inputs, and no operation reads what is an output of its own.
 */
final class SectionedFormat implements VectorFormat {

    private static final String OPTIONAL = "optional";

    private final String family;
    private final Map<String, List<Section>> sections = new HashMap<>();
    private final Map<String, String> textFields = new HashMap<>();
    private final Map<String, JsonNode> defaults = new TreeMap<>();
    private final Set<String> headers = new TreeSet<>();
    private final Set<String> sets = new TreeSet<>();
    private final Set<String> jsonTexts = new TreeSet<>();

    private SectionedFormat(String family) {
        this.family = family;
    }

    static SectionedFormat family(String family) {
        return new SectionedFormat(family);
    }

    /**
     * A section whose cases are all for {@code family/operation} and expect these fields, as far as a case has them. A
     * section may be read for several operations.
     */
    SectionedFormat section(String name, String operation, String... outputs) {
        return section(name, inputs -> true, operation, outputs);
    }

    /** As {@link #section(String, String, String...)}, for some of the cases only. */
    SectionedFormat section(String name, Predicate<Inputs> condition, String operation, String... outputs) {
        return add(name, new Section.OneOperation(operation, Set.of(outputs), condition));
    }

    /** A section whose cases must be refused by {@code family/operation}. */
    SectionedFormat refusing(String name, String operation) {
        return refusing(name, inputs -> true, operation);
    }

    /** As {@link #refusing(String, String)}, for some of the cases only. */
    SectionedFormat refusing(String name, Predicate<Inputs> condition, String operation) {
        return add(name, new Section.Refused(operation, condition));
    }

    /**
     * A section whose cases name their operation in {@code op}.
     *
     * @param outputs the fields that the cases of each operation expect
     */
    SectionedFormat byOperation(String name, Map<String, Set<String>> outputs) {
        return add(name, new Section.ByOperation(outputs));
    }

    private SectionedFormat add(String name, Section section) {
        sections.computeIfAbsent(name, unused -> new ArrayList<>()).add(section);
        return this;
    }

    /** A section that may hold bare strings, each to become an object with that one field. */
    SectionedFormat texts(String section, String field) {
        textFields.put(section, field);
        return this;
    }

    /** What a field has in cases that do not say. */
    SectionedFormat whereAbsent(String field, JsonNode value) {
        defaults.put(field, value);
        return this;
    }

    /** Fields of the file, beside the sections, that every case of it gets as inputs. */
    SectionedFormat header(String... names) {
        headers.addAll(List.of(names));
        return this;
    }

    /** Outputs whose elements are strings in no order; the operation gives them sorted. */
    SectionedFormat sets(String... outputs) {
        sets.addAll(List.of(outputs));
        return this;
    }

    /** Outputs that are JSON within a string; the operation gives the value. */
    SectionedFormat jsonTexts(String... outputs) {
        jsonTexts.addAll(List.of(outputs));
        return this;
    }

    private sealed interface Section {

        default boolean isFor(Inputs inputs) {
            return true;
        }

        record OneOperation(String operation, Set<String> outputs, Predicate<Inputs> condition) implements Section {

            @Override
            public boolean isFor(Inputs inputs) {
                return condition.test(inputs);
            }
        }

        record ByOperation(Map<String, Set<String>> outputs) implements Section {}

        record Refused(String operation, Predicate<Inputs> condition) implements Section {

            @Override
            public boolean isFor(Inputs inputs) {
                return condition.test(inputs);
            }
        }
    }

    @Override
    public List<VectorCase> cases(JsonNode file) {
        if (!(file instanceof ObjectNode object)) {
            throw new NotRunnableException("not an object with lists of cases");
        }
        ObjectNode shared = object.deepCopy().retain(headers);
        List<VectorCase> cases = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (headers.contains(field.getKey())) {
                continue;
            }
            if (sections.containsKey(field.getKey())) {
                readSection(field.getKey(), field.getValue(), shared, cases);
            } else if (field.getValue().isContainerNode()) {
                throw new NotRunnableException("unknown section " + field.getKey());
            }
        }
        return cases;
    }

    private void readSection(String name, JsonNode list, ObjectNode shared, List<VectorCase> cases) {
        if (!list.isArray()) {
            throw new NotRunnableException("section " + name + " is not a list");
        }
        for (int i = 0; i < list.size(); i++) {
            String position = name + "[" + i + "]";
            ObjectNode fields = shared.deepCopy();
            if (textFields.containsKey(name) && list.get(i).isTextual()) {
                fields.set(textFields.get(name), list.get(i));
            } else if (list.get(i) instanceof ObjectNode object) {
                fields.setAll(object);
            } else {
                throw new NotRunnableException(position + " is not an object");
            }
            defaults.forEach((field, value) -> {
                if (!fields.has(field)) {
                    fields.set(field, value);
                }
            });
            sections.getOrDefault(name, List.of()).stream()
                    .filter(section -> section.isFor(new Inputs(fields)))
                    .forEach(section -> cases.add(read(position, section, fields)));
        }
    }

    private VectorCase read(String position, Section section, ObjectNode fields) {
        Inputs inputs = new Inputs(fields);
        String id = position + inputs.optionalText("id").map(text -> " " + text).orElse("");
        if (section instanceof Section.Refused refused) {
            return new VectorCase(id, family + "/" + refused.operation(), fields, new Expectation.Refused());
        }
        if (section instanceof Section.OneOperation one) {
            return answered(id, one.operation(), one.outputs(), inputs);
        }
        String operation = inputs.text("op");
        Set<String> outputs = ((Section.ByOperation) section).outputs().get(operation);
        if (outputs == null) {
            throw new NotRunnableException(id + ": unknown operation " + operation);
        }
        return answered(id, operation, outputs, inputs);
    }

    private VectorCase answered(String id, String operation, Set<String> outputs, Inputs inputs) {
        ObjectNode expected = inputs.copy().retain(outputs);
        if (expected.isEmpty()) {
            throw new NotRunnableException(id + ": has none of the fields " + new TreeSet<>(outputs));
        }
        sets.stream().filter(expected::has).forEach(name -> expected.set(name, sorted(expected.get(name))));
        jsonTexts.stream()
                .filter(expected::hasNonNull)
                .forEach(name -> expected.set(name, Json.parse(new Inputs(expected).text(name))));
        return new VectorCase(
                id,
                family + "/" + operation,
                inputs.copy(),
                new Expectation.Answered(expected, inputs.optionalFlag(OPTIONAL)));
    }

    private static ArrayNode sorted(JsonNode list) {
        Set<String> elements = new TreeSet<>();
        list.forEach(element -> elements.add(element.asText()));
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        elements.forEach(sorted::add);
        return sorted;
    }
}
