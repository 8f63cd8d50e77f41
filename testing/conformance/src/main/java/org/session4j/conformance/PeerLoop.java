package org.session4j.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.session4j.conformance.operation.Answer;
import org.session4j.conformance.operation.Call;
import org.session4j.conformance.operation.DoesNotOpenException;
import org.session4j.conformance.operation.Inputs;
import org.session4j.conformance.operation.NotRunnableException;
import org.session4j.conformance.operation.Operations;
import org.session4j.conformance.operation.RecordedRandom;
import org.session4j.conformance.operation.RecordingRandom;
import org.session4j.conformance.operation.UnexpectedDrawException;
import org.session4j.protocol.Hex;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;

/**
 * Reads requests, one JSON object a line, and answers each with one JSON object on a line of its own, in the same order.
 * There is an answer to every line, whatever it holds; the loop ends with the input.
 *
 * <pre>
 * {"op": name, inputs..., "_rand": [hex...]?}
 * {"ok": true, outputs..., "rand": [hex...]?}
 * {"ok": false, "error": text}
 * </pre>
 *
 * {@code _rand} are the random bytes to use, in the order of the draws; without it they are random, and {@code rand} in
 * the answer says what was drawn. Other fields whose name begins with an underscore, such as {@code _now_ms}, are for
 * operations that depend on them; the others leave them alone.
 */
final class PeerLoop {

    /** Longer requests are not read into memory; they get an error. */
    static final int MAX_LINE_BYTES = 32 * 1024 * 1024;

    private static final String OK = "ok";
    private static final String ERROR = "error";
    private static final String GIVEN_DRAWS = "_rand";

    private final Crypto crypto;
    private final Operations operations = Operations.all();

    PeerLoop(Crypto crypto) {
        this.crypto = crypto;
    }

    void run(InputStream in, OutputStream out) throws IOException {
        InputStream lines = new BufferedInputStream(in);
        for (Optional<Line> line = readLine(lines); line.isPresent(); line = readLine(lines)) {
            ObjectNode answer = line.get().tooLong()
                    ? failure("a request has at most " + MAX_LINE_BYTES + " bytes")
                    : answer(line.get().text());
            out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private ObjectNode answer(String line) {
        try {
            JsonNode request = Json.parse(line);
            if (!(request instanceof ObjectNode object)) {
                return failure("a request is a JSON object");
            }
            return answer(object);
        } catch (SessionException
                | NotRunnableException
                | UnexpectedDrawException
                | DoesNotOpenException
                | IllegalArgumentException e) {
            return failure(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return failure("internal error: " + e);
        }
    }

    private ObjectNode answer(ObjectNode request) throws SessionException {
        Inputs inputs = new Inputs(request);
        String operation = inputs.text("op");
        ObjectNode success = JsonNodeFactory.instance.objectNode().put(OK, true);
        if (inputs.has(GIVEN_DRAWS)) {
            RecordedRandom random = RecordedRandom.of(inputs.hexes(GIVEN_DRAWS));
            Answer answer = operations.named(operation).run(Call.of(request, crypto, random));
            random.requireExhausted();
            return success.setAll(answer.toJson());
        }
        RecordingRandom random = new RecordingRandom(new SecureRandom());
        Answer answer = operations.named(operation).run(Call.of(request, crypto, random));
        List<byte[]> draws = random.draws();
        if (!draws.isEmpty()) {
            draws.stream().map(Hex::format).forEach(success.putArray("rand")::add);
        }
        return success.setAll(answer.toJson());
    }

    private static ObjectNode failure(String reason) {
        return JsonNodeFactory.instance.objectNode().put(OK, false).put(ERROR, reason);
    }

    /** A line without its end; the text is empty where it is too long. */
    private record Line(String text, boolean tooLong) {}

    private static Optional<Line> readLine(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            tooLong |= bytes.size() == MAX_LINE_BYTES;
            if (!tooLong) {
                bytes.write(next);
            }
        }
        return Optional.of(new Line(tooLong ? "" : bytes.toString(StandardCharsets.UTF_8), tooLong));
    }
}
