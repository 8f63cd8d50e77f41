package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.HardFork;
import org.session4j.swarm.internal.JsonObject;

/** The fields {@code t} (the node's clock in milliseconds) and {@code hf} that most answers carry. */
final class AnswerClock {

    private AnswerClock() {}

    static @Nullable Instant time(JsonObject answer) throws MalformedDataException {
        return answer.findMillis("t");
    }

    static @Nullable HardFork hardFork(JsonObject answer) throws MalformedDataException {
        if (!answer.has("hf")) {
            return null;
        }
        List<JsonNode> numbers = answer.array("hf");
        if (numbers.size() != 2) {
            throw new MalformedDataException("hf: expected 2 numbers, got " + numbers.size());
        }
        return new HardFork(number(numbers.get(0)), number(numbers.get(1)));
    }

    /** A part of a version number. */
    static int number(JsonNode value) throws MalformedDataException {
        long number = JsonObject.integer("version", value);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new MalformedDataException("version: expected a small number");
        }
        return (int) number;
    }
}
