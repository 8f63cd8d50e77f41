package org.session4j.swarm.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.JsonText;

/** What the push server says to a subscription or its end (services: push notification server). */
public sealed interface PushAnswer {

    /**
     * It was done.
     *
     * @param change what it changed
     */
    record Done(Change change) implements PushAnswer {}

    /**
     * It was not.
     *
     * @param error the server's number, of which {@link Reason#OTHER} covers several
     */
    record Refused(Reason reason, long error) implements PushAnswer {}

    /** What was done. */
    enum Change {
        ADDED("added"),
        UPDATED("updated"),
        REMOVED("removed"),
        /** Nothing: it was so already. */
        NONE("");

        private final String field;

        Change(String field) {
            this.field = field;
        }
    }

    /** Why it was not. */
    enum Reason {
        BAD_INPUT(1),
        SERVICE_UNAVAILABLE(2),
        TIMEOUT(3),
        /** A bad signature, and whatever else. */
        OTHER(4);

        private final int error;

        Reason(int error) {
            this.error = error;
        }
    }

    /** The answer to one request. */
    static PushAnswer decode(Bytes json) throws MalformedDataException {
        return read(JsonText.parse(json));
    }

    /** The answers to a list of requests, in their order. */
    static List<PushAnswer> decodeAll(Bytes json) throws MalformedDataException {
        JsonNode list = JsonText.parse(json);
        if (!list.isArray()) {
            throw new MalformedDataException("push answer: expected a list");
        }
        List<PushAnswer> answers = new ArrayList<>();
        for (JsonNode answer : list) {
            answers.add(read(answer));
        }
        return answers;
    }

    private static PushAnswer read(JsonNode node) throws MalformedDataException {
        JsonObject answer = JsonObject.of(node);
        if (answer.has("error")) {
            long error = answer.integer("error");
            for (Reason reason : Reason.values()) {
                if (reason.error == error) {
                    return new Refused(reason, error);
                }
            }
            return new Refused(Reason.OTHER, error);
        }
        if (!answer.flag("success")) {
            throw new MalformedDataException("push answer: expected success or an error");
        }
        for (Change change : Change.values()) {
            if (change != Change.NONE && answer.flag(change.field)) {
                return new Done(change);
            }
        }
        return new Done(Change.NONE);
    }
}
