package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.PeerReply;
import org.session4j.testkit.internal.node.PeerRequest;
import org.session4j.testkit.internal.wire.Json;

/** Takes the envelope off a request and runs the method (storage server: RPC envelope errors). */
public final class RpcService {

    private final RpcContext context;
    private final MethodTable methods;
    private final MethodTable methodsWithNodeList;

    public RpcService(RpcContext context) {
        this.context = context;
        this.methods = new MethodTable(context.settings().newServer(), false);
        this.methodsWithNodeList = new MethodTable(context.settings().newServer(), true);
        context.peers().serve(SwarmForwarder.COMMAND, this::forwarded);
    }

    /**
     * Runs {@code {"method": ..., "params": {...}}}.
     *
     * @param number of the client's request, for the records
     */
    public CompletionStage<RpcReply> handle(Node node, Body body, long number) {
        Optional<JsonNode> json = Json.parse(body.bytes());
        if (json.isEmpty()) {
            return refuse("invalid json");
        }
        JsonNode method = json.get().path("method");
        if (!method.isTextual()) {
            return refuse("invalid json: no `method` field");
        }
        if (!(json.get().path("params") instanceof ObjectNode params)) {
            return refuse("invalid json: no `params` field");
        }
        return call(node, method.textValue(), params, false, number);
    }

    private static CompletionStage<RpcReply> refuse(String text) {
        return CompletableFuture.completedFuture(RpcReply.text(400, text));
    }

    private CompletionStage<RpcReply> call(Node node, String name, ObjectNode params, boolean forwarded, long number) {
        MethodTable table = node.activeNodesBin() ? methodsWithNodeList : methods;
        Optional<RpcMethod> method = table.find(name);
        if (method.isEmpty()) {
            return refuse("no method " + name);
        }
        try {
            RpcMethod.Prepared prepared = method.get().parse(new Params(params));
            return prepared.run(Invocation.at(context, node, name, params, forwarded, number))
                    .exceptionally(broken -> RpcReply.failed());
        } catch (InvalidRequestException invalid) {
            return CompletableFuture.completedFuture(invalid.reply());
        } catch (RuntimeException broken) {
            // As the server does with whatever a handler throws.
            return CompletableFuture.completedFuture(RpcReply.failed());
        }
    }

    private CompletionStage<PeerReply> forwarded(Node self, PeerRequest request) {
        return SwarmForwarder.read(request.payload())
                .map(message -> call(self, message.method(), message.params(), true, request.number()))
                .orElseGet(() -> refuse("invalid body: expected json or bt_dict"))
                .thenApply(SwarmForwarder::reply);
    }
}
