package org.session4j.testkit.internal.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.internal.http.HttpCall;
import org.session4j.testkit.internal.http.HttpHandler;
import org.session4j.testkit.internal.http.HttpReply;
import org.session4j.testkit.internal.wire.Json;

/** A seed server: {@code POST /json_rpc}, JSON-RPC 2.0 of a daemon (network: request to a seed server). */
public final class SeedFront implements HttpHandler {

    private static final Set<String> METHODS =
            Set.of("get_service_nodes", "get_n_service_nodes", "get_all_service_nodes");
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int NO_METHOD = -32601;

    private final Daemon daemon;

    public SeedFront(Daemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        boolean known = call.path().equals("/json_rpc") && call.method().equals("POST");
        return CompletableFuture.completedFuture(known ? answer(call) : HttpReply.text(404, "Not Found"));
    }

    private HttpReply answer(HttpCall call) {
        Optional<JsonNode> request = Json.parse(call.body().bytes());
        ObjectNode answer = Json.object();
        answer.put("jsonrpc", "2.0");
        JsonNode id = request.map(json -> json.get("id")).orElse(null);
        if (id == null) {
            answer.put("id", 0);
        } else {
            answer.set("id", id);
        }
        JsonNode method = request.map(json -> json.path("method")).orElse(answer.path(""));
        if (request.isEmpty()) {
            refuse(answer, PARSE_ERROR, "Parse error");
        } else if (!method.isTextual()) {
            refuse(answer, INVALID_REQUEST, "Invalid Request");
        } else if (!METHODS.contains(method.textValue())) {
            refuse(answer, NO_METHOD, "Method not found");
        } else {
            JsonNode params = request.get().get("params");
            answer.set("result", daemon.serviceNodes(params instanceof ObjectNode object ? object : Json.object()));
        }
        return HttpReply.json(Json.format(answer));
    }

    private static void refuse(ObjectNode answer, int code, String message) {
        answer.putObject("error").put("code", code).put("message", message);
    }
}
