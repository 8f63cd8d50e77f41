package org.session4j.swarm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.internal.JsonObject;

/**
 * {@code batch} and {@code sequence}: up to 20 requests in one (storage server: batch). A batch carries out all of them
 * in no certain order; a sequence one after the other, until one fails.
 */
public final class BatchRequest extends StorageRequest<BatchAnswer> {

    /** The most requests in one. */
    public static final int MAX_REQUESTS = 20;

    private final List<StorageRequest<?>> requests;

    private BatchRequest(String method, List<? extends StorageRequest<?>> requests) {
        super(method);
        if (requests.isEmpty() || requests.size() > MAX_REQUESTS) {
            throw new IllegalArgumentException("requests: expected 1 to " + MAX_REQUESTS + ", got " + requests.size());
        }
        for (StorageRequest<?> request : requests) {
            if (request instanceof BatchRequest || request instanceof IfElseRequest) {
                throw new IllegalArgumentException("a " + method + " may not contain a " + request.method());
            }
        }
        this.requests = List.copyOf(requests);
    }

    public static BatchRequest batch(List<? extends StorageRequest<?>> requests) {
        return new BatchRequest("batch", requests);
    }

    public static BatchRequest sequence(List<? extends StorageRequest<?>> requests) {
        return new BatchRequest("sequence", requests);
    }

    public List<StorageRequest<?>> requests() {
        return requests;
    }

    /** The first that a request names; those of all must share a swarm. */
    @Override
    public Optional<SessionId> account() {
        return requests.stream()
                .map(StorageRequest::account)
                .filter(Optional::isPresent)
                .findFirst()
                .orElse(Optional.empty());
    }

    @Override
    public List<Optional<SessionId>> accounts() {
        List<Optional<SessionId>> accounts = new ArrayList<>();
        requests.forEach(request -> accounts.add(request.account()));
        return accounts;
    }

    @Override
    Params params(Instant now) {
        List<Object> all = new ArrayList<>();
        requests.forEach(request -> all.add(request.toJson(now)));
        return new Params().putJson("requests", all);
    }

    @Override
    BatchAnswer readAnswer(JsonObject answer, Instant signedAt, SwarmKeys keys) throws MalformedDataException {
        List<JsonNode> results = answer.array("results");
        if (results.size() > requests.size()) {
            throw new MalformedDataException(
                    "results: expected at most " + requests.size() + ", got " + results.size());
        }
        List<SubAnswer<?>> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            answers.add(
                    i < results.size()
                            ? SubAnswers.read(requests.get(i), results.get(i), signedAt, keys)
                            : new SubAnswer.Skipped<>());
        }
        return new BatchAnswer(requests, answers);
    }
}
