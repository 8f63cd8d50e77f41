package org.session4j.testkit.internal.front;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.NodeRecord;
import org.session4j.testkit.NodeRecord.Role;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.http.HttpCall;
import org.session4j.testkit.internal.http.HttpHandler;
import org.session4j.testkit.internal.http.HttpReply;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.onion.OnionService;
import org.session4j.testkit.internal.rpc.RpcContext;
import org.session4j.testkit.internal.rpc.RpcReply;
import org.session4j.testkit.internal.rpc.RpcService;
import org.session4j.testkit.internal.wire.Base64Text;

/** The HTTP routes of one node and the checks before them (storage server: HTTPS). */
final class NodeFront implements HttpHandler {

    private static final String RPC = "/storage_rpc/v1";
    private static final String ONION = "/onion_req/v2";

    private final Node node;
    private final RpcContext context;
    private final RpcService rpc;
    private final OnionService onion;
    private final RateLimiter limiter;

    NodeFront(Node node, RpcContext context, RpcService rpc, OnionService onion) {
        this.node = node;
        this.context = context;
        this.rpc = rpc;
        this.onion = onion;
        this.limiter = new RateLimiter(context.settings().clock());
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return context.workload().track(() -> route(call));
    }

    private CompletionStage<HttpReply> route(HttpCall call) {
        String path = call.path();
        boolean post = call.method().equals("POST");
        if (post && path.equals(RPC)) {
            return refuseRpc(call).map(NodeFront::reply).orElseGet(() -> rpc(call));
        }
        if (post && path.equals(ONION)) {
            return notReady().map(NodeFront::reply).orElseGet(() -> onion(call));
        }
        if (post && path.equals("/ping_test/v1")) {
            String key = Base64Text.format(node.identity().legacy().toByteArray());
            return reply(HttpReply.text(200, "").with("X-Oxen-Snode-Pubkey", key));
        }
        if (call.method().equals("GET") && path.equals("/get_stats/v1")) {
            return reply(HttpReply.json("{\"version\":\"" + context.settings().version() + "\"}"));
        }
        String method =
                context.settings().newServer() ? call.method() : call.method().toLowerCase(Locale.ROOT);
        return reply(HttpReply.text(404, method + " " + path + " Not Found"));
    }

    private Optional<HttpReply> notReady() {
        List<String> reasons = node.reasonsNotReady();
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(HttpReply.text(503, "Service node is not ready: " + String.join("; ", reasons) + "\n"));
    }

    private Optional<HttpReply> refuseRpc(HttpCall call) {
        Optional<HttpReply> notReady = notReady();
        if (notReady.isPresent()) {
            return notReady;
        }
        if (!limiter.admit(call.peerIp())) {
            return Optional.of(HttpReply.text(429, "Too Many Requests\n"));
        }
        return call.headers().getOrDefault("x-loki-long-poll", "").isEmpty()
                ? Optional.empty()
                : Optional.of(HttpReply.text(410, "long polling is no longer supported, client upgrade required"));
    }

    private CompletionStage<HttpReply> rpc(HttpCall call) {
        long number = context.log().nextRequest();
        context.log()
                .add(new NodeRecord(
                        number,
                        Role.CLEAR,
                        node.identity().ed25519(),
                        call.peer(),
                        Bytes.of(call.body().bytes()),
                        Bytes.empty()));
        return rpc.handle(node, call.body(), number).thenApply(this::http);
    }

    private HttpReply http(RpcReply reply) {
        if (reply.content() instanceof RpcReply.Content.Binary binary) {
            return HttpReply.of(reply.status(), HttpReply.BINARY, binary.bytes());
        }
        boolean json = reply.content() instanceof RpcReply.Content.Tree;
        return HttpReply.of(reply.status(), json ? HttpReply.JSON : HttpReply.TEXT, Body.utf8(reply.asText()));
    }

    private CompletionStage<HttpReply> onion(HttpCall call) {
        return onion.fromClient(node, call.body(), call.peer())
                .thenApply(answer -> HttpReply.of(
                        answer.status(),
                        answer.binary() && context.settings().newServer() ? HttpReply.BINARY : HttpReply.TEXT,
                        answer.body()));
    }

    private static CompletionStage<HttpReply> reply(HttpReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
