package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.JsonText;

/** Reads {@code {"code": status, "body": JSON or text}}. */
final class SubAnswers {

    private SubAnswers() {}

    static <R> SubAnswer<R> read(StorageRequest<R> request, JsonNode node, Instant signedAt, SwarmKeys keys)
            throws MalformedDataException {
        JsonObject object = JsonObject.of(node);
        int code = code(object);
        JsonNode body = object.find("body");
        if (!request.isAnswer(code)) {
            return new SubAnswer.Refused<>(
                    code, body == null ? "" : body.isTextual() ? body.textValue() : JsonText.format(body));
        }
        try {
            return new SubAnswer.Success<>(code, request.readAnswer(JsonObject.of(body), signedAt, keys));
        } catch (MalformedDataException e) {
            return new SubAnswer.Malformed<>(code);
        }
    }

    /** A status of three digits. */
    static int code(JsonObject object) throws MalformedDataException {
        long code = object.integer("code");
        if (code < 100 || code > 999) {
            throw new MalformedDataException("code: expected a status, got " + code);
        }
        return (int) code;
    }
}
