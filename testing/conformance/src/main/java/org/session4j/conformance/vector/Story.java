package org.session4j.conformance.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.session4j.conformance.operation.NotRunnableException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtReader;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

/** A case of the operation {@code scenario} in the making: steps, and what each of them has to give. */
final class Story {

    private static final Set<String> HASHES = Set.of("accepted", "obsolete", "current_hashes");

    /** Whether a dump is needed is a matter of who holds a document, which is a value. Draws are inputs. */
    private static final Set<String> NOT_OURS = Set.of("needs_dump", "rand");

    private static final Bytes CURRENT_HASH = Bytes.utf8("(");
    private static final Bytes OLD_HASHES = Bytes.utf8(")");

    private final ObjectNode input = JsonNodeFactory.instance.objectNode();
    private final ArrayNode steps = input.putArray("steps");
    private final ObjectNode expected = JsonNodeFactory.instance.objectNode();
    private final ArrayNode results = expected.putArray("results");

    /**
     * @param nowMillis the clock, if the case has one
     */
    Story(Optional<JsonNode> nowMillis) {
        nowMillis.ifPresent(now -> input.set("now_ms", now));
    }

    /**
     * A step, which may be given a name with {@code as}.
     *
     * @param result what it gives, as far as that counts
     */
    @CanIgnoreReturnValue
    ObjectNode step(String operation, JsonNode in, JsonNode result) {
        ObjectNode step = steps.addObject().put("op", operation);
        step.set("in", in);
        if (result.has("rand")) {
            step.set("rand", result.get("rand"));
        }
        ObjectNode wanted = results.addObject();
        if (result.path("error").asBoolean()) {
            wanted.put("error", true);
            return step;
        }
        ArrayNode outputs = step.putArray("outputs");
        result.fields().forEachRemaining(output -> {
            if (!NOT_OURS.contains(output.getKey())) {
                outputs.add(output.getKey());
                wanted.set(output.getKey(), comparable(output.getKey(), output.getValue()));
            }
        });
        return step;
    }

    VectorCase toCase(String id) {
        return new VectorCase(id, "scenario", input, new Expectation.Answered(expected, false));
    }

    private static JsonNode comparable(String name, JsonNode value) {
        if (HASHES.contains(name)) {
            Set<String> sorted = new TreeSet<>();
            value.forEach(hash -> sorted.add(hash.asText()));
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            sorted.forEach(list::add);
            return list;
        }
        return name.equals("dump") ? comparableDump(value.asText()) : value;
    }

    /** The order of the old hashes is free, and the library may list the present one among them. */
    private static JsonNode comparableDump(String hex) {
        try {
            BtDict dump = BtReader.of(Bytes.parseHex(hex), BtLeniency.LENIENT)
                    .readValue()
                    .asDict();
            if (dump.get(OLD_HASHES).isEmpty()) {
                return JsonNodeFactory.instance.textNode(hex);
            }
            TreeSet<Bytes> old = new TreeSet<>();
            for (BtValue hash : dump.require(OLD_HASHES).asList().values()) {
                old.add(hash.asString());
            }
            old.remove(dump.require(CURRENT_HASH).asString());
            TreeMap<Bytes, BtValue> entries = new TreeMap<>(dump.entries());
            entries.put(
                    OLD_HASHES,
                    new BtList(old.stream()
                            .map(hash -> (BtValue) new BtString(hash))
                            .toList()));
            return JsonNodeFactory.instance.textNode(
                    Bytes.of(BtDict.of(entries).encode()).toHex());
        } catch (MalformedDataException e) {
            throw new NotRunnableException("a dump is none: " + e.getMessage());
        }
    }
}
