package org.session4j.testkit.internal.coin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.RpcMisbehaviour;
import org.session4j.testkit.TestRpcLogin;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.http.HttpCall;
import org.session4j.testkit.internal.http.HttpHandler;
import org.session4j.testkit.internal.http.HttpReply;
import org.session4j.testkit.internal.http.HttpReply.Delivery;
import org.session4j.testkit.internal.wire.Json;

/**
 * JSON-RPC 2.0 over HTTP (services: oxend RPC), stricter than the real one: of whatever a careful client would not send it
 * complains, and answers as well as it can.
 */
public final class RpcFront implements HttpHandler {

    private static final String PATH = "/json_rpc";

    /** More than any answer may have. */
    private static final int HUGE = 11 << 20;

    private final RpcApp app;
    private final LoginGate gate;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private @Nullable RpcMisbehaviour misbehaviour;
    private int requests;

    RpcFront(RpcApp app, TestRpcLogin login) {
        this.app = app;
        this.gate = new LoginGate(login, this::complain);
    }

    public synchronized void misbehave(@Nullable RpcMisbehaviour how) {
        misbehaviour = how;
    }

    public void usesOfANonce(int most) {
        gate.usesOfANonce(most);
    }

    public int logins() {
        return gate.accepted();
    }

    public synchronized int requests() {
        return requests;
    }

    private synchronized void complain(String complaint) {
        complaints.add(complaint);
    }

    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        RpcMisbehaviour how;
        synchronized (this) {
            requests++;
            how = misbehaviour;
        }
        if (how == RpcMisbehaviour.STALL) {
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(how == null ? answer(call) : instead(how, call));
    }

    private HttpReply answer(HttpCall call) {
        if (!call.path().equals(PATH) || !call.method().equals("POST")) {
            complain("asked for " + call.method() + " " + call.path());
            return HttpReply.text(404, "Not Found\n");
        }
        return gate.check(call).orElseGet(() -> answerKnown(call));
    }

    private HttpReply answerKnown(HttpCall call) {
        if (!call.headers().getOrDefault("content-type", "").equals("application/json")) {
            complain("a question that does not say that it is JSON");
        }
        Optional<JsonNode> parsed = Json.parse(call.body().bytes());
        if (parsed.isEmpty() || !(parsed.get() instanceof ObjectNode question)) {
            complain("a question that is no JSON");
            return error("", -32700, "Parse error");
        }
        if (!question.path("jsonrpc").asText().equals("2.0")
                || !question.path("id").isTextual()) {
            complain("a question without the version, or with an id that is no text");
        }
        String id = question.path("id").asText("");
        String method = question.path("method").asText("");
        synchronized (this) {
            calls.add(method);
        }
        ObjectNode params = question.get("params") instanceof ObjectNode object ? object : Json.object();
        try {
            requireKnown(method, params);
            ObjectNode answer = Json.object().put("jsonrpc", "2.0").put("id", id);
            answer.set("result", app.call(method, params));
            return HttpReply.json(Json.format(answer));
        } catch (RpcRefusal refusal) {
            return error(id, refusal.code(), String.valueOf(refusal.getMessage()));
        }
    }

    private void requireKnown(String method, ObjectNode params) throws RpcRefusal {
        Map<String, RpcApp.Kind> known = app.methods().get(method);
        if (known == null) {
            complain("a method that there is not: " + method);
            throw new RpcRefusal(RpcRefusal.NO_METHOD, "Method not found");
        }
        for (Map.Entry<String, JsonNode> param : params.properties()) {
            RpcApp.Kind kind = known.get(param.getKey());
            if (kind == null || !isKind(kind, param.getValue())) {
                complain("a parameter that " + method + " does not have: " + param.getKey());
                throw new RpcRefusal(RpcRefusal.INVALID_PARAMS, "Invalid params");
            }
        }
    }

    private static boolean isKind(RpcApp.Kind kind, JsonNode value) {
        return switch (kind) {
            case COUNT -> value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
            case FLAG -> value.isBoolean();
            case TEXT -> value.isTextual();
            case TEXTS -> value.isArray() && all(value, RpcApp.Kind.TEXT);
            case COUNTS -> value.isArray() && all(value, RpcApp.Kind.COUNT);
            case OBJECTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
        };
    }

    private static boolean all(JsonNode array, RpcApp.Kind kind) {
        return array.valueStream().allMatch(item -> isKind(kind, item));
    }

    private static HttpReply error(String id, int code, String message) {
        ObjectNode answer = Json.object().put("jsonrpc", "2.0").put("id", id);
        answer.putObject("error").put("code", code).put("message", message);
        return HttpReply.json(Json.format(answer));
    }

    private HttpReply instead(RpcMisbehaviour how, HttpCall call) {
        return switch (how) {
            case NO_JSON -> HttpReply.json("{\"jsonrpc\":\"2.0\",\"id\":\"0\",\"result\":{");
            case OTHER_JSON -> HttpReply.json("{\"jsonrpc\":\"2.0\",\"id\":\"0\",\"result\":[[[\"what?\"]]]}");
            case OTHER_ID -> HttpReply.json("{\"jsonrpc\":\"2.0\",\"id\":\"other\",\"result\":{\"height\":1}}");
            case HUGE -> HttpReply.of(200, HttpReply.JSON, Body.of(new byte[HUGE]));
            case HUGE_UNANNOUNCED ->
                HttpReply.of(200, HttpReply.JSON, Body.of(new byte[HUGE]))
                        .with("Content-Length", "")
                        .deliver(Delivery.LAST);
            case HANG_UP, STALL -> HttpReply.none();
            case HALF -> answer(call).deliver(Delivery.HALF);
            case REFUSE_LOGIN -> LoginGate.unauthorized("Digest realm=\"oxen-rpc\",qop=\"auth\",nonce=\"no\"");
            case STRANGE_LOGIN -> LoginGate.unauthorized("Handshake realm=\"oxen-rpc\"");
            case REDIRECT -> HttpReply.text(302, "").with("Location", "/elsewhere");
            case BROKEN -> HttpReply.text(500, "Internal Server Error\n");
        };
    }
}
