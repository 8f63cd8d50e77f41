package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.internal.wire.Json;

/**
 * {@code batch}: parts at once, and {@code sequence}: one after the other until the first that fails (storage server:
 * 7.15).
 */
record BatchMethod(boolean sequence, List<SubRequest> parts) implements RpcMethod.Prepared {

    private static final int LIMIT = 20;

    static BatchMethod parse(boolean sequence, MethodTable table, Params params) throws InvalidRequestException {
        JsonNode requests = params.get("requests");
        if (requests == null || !requests.isArray() || requests.isEmpty()) {
            throw new InvalidRequestException("Invalid batch request: no valid \"requests\" field");
        }
        if (requests.size() > LIMIT) {
            throw new InvalidRequestException("Invalid batch request: subrequest limit exceeded");
        }
        List<SubRequest> parts = new ArrayList<>();
        for (JsonNode request : requests) {
            parts.add(part(table, request));
        }
        return new BatchMethod(sequence, List.copyOf(parts));
    }

    private static SubRequest part(MethodTable table, JsonNode request) throws InvalidRequestException {
        if (!request.isObject()) {
            throw new InvalidRequestException("Invalid batch request: requests must be objects");
        }
        JsonNode method = request.path("method");
        if (!method.isTextual() || !(request.path("params") instanceof ObjectNode params)) {
            throw new InvalidRequestException("Invalid batch request: subrequests must have method/params keys");
        }
        String name = method.textValue();
        if (MethodTable.isMeta(name)) {
            throw new InvalidRequestException("Invalid batch subrequest: subrequests may not contain meta-requests");
        }
        RpcMethod found = table.find(name)
                .orElseThrow(
                        () -> new InvalidRequestException("Invalid batch subrequest: invalid method \"" + name + "\""));
        return new SubRequest(name, params, found.parse(new Params(params)));
    }

    @Override
    public CompletionStage<RpcReply> run(Invocation at) {
        return sequence ? runFrom(at, 0, Json.array()) : runAll(at);
    }

    private CompletionStage<RpcReply> runAll(Invocation at) {
        List<CompletableFuture<RpcReply>> replies = new ArrayList<>();
        parts.forEach(part -> replies.add(part.run(at).toCompletableFuture()));
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    ArrayNode results = Json.array();
                    replies.forEach(reply -> results.add(SubRequest.result(reply.join())));
                    return answer(results);
                });
    }

    private CompletionStage<RpcReply> runFrom(Invocation at, int index, ArrayNode results) {
        if (index == parts.size()) {
            return CompletableFuture.completedFuture(answer(results));
        }
        return parts.get(index).run(at).thenCompose(reply -> {
            results.add(SubRequest.result(reply));
            return reply.isGood()
                    ? runFrom(at, index + 1, results)
                    : CompletableFuture.completedFuture(answer(results));
        });
    }

    private static RpcReply answer(ArrayNode results) {
        ObjectNode answer = Json.object();
        answer.set("results", results);
        return RpcReply.json(200, answer);
    }
}
