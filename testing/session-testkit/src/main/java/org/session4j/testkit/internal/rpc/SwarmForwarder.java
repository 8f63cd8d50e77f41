package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.PeerOutcome;
import org.session4j.testkit.internal.node.PeerReply;
import org.session4j.testkit.internal.node.PeerRequest;
import org.session4j.testkit.internal.wire.Bencode;
import org.session4j.testkit.internal.wire.Json;

/** Recursive methods: done by every member of the swarm, answered with one entry a member (storage server: methods). */
final class SwarmForwarder {

    /** The command by which members forward: a bencoded dict of {@code method} and {@code params}. */
    static final String COMMAND = "sn.storage_cc";

    private SwarmForwarder() {}

    /**
     * Forwards the request unless it came forwarded, does this node's own part, and answers when all members have.
     *
     * @param own does the part of this node and gives its entry
     */
    static CompletionStage<RpcReply> run(Invocation at, Supplier<ObjectNode> own) {
        if (at.forwarded()) {
            return CompletableFuture.completedFuture(RpcReply.json(200, own.get()));
        }
        Map<Node, CompletableFuture<PeerOutcome>> others = new LinkedHashMap<>();
        for (Node member : at.context().roster().members(at.node().swarm())) {
            if (member != at.node()) {
                others.put(member, forward(at, member));
            }
        }
        ObjectNode entry = own.get();
        return CompletableFuture.allOf(others.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> collect(at, entry, others));
    }

    private static CompletableFuture<PeerOutcome> forward(Invocation at, Node member) {
        ObjectNode message = Json.object();
        message.put("method", at.method());
        message.set("params", BinaryNode.valueOf(Json.format(at.params()).getBytes(StandardCharsets.UTF_8)));
        PeerRequest request = new PeerRequest(COMMAND, at.node().key(), at.number(), Body.of(Bencode.encode(message)));
        return at.context()
                .peers()
                .ask(at.node(), member, request, at.context().settings().peerTimeout());
    }

    private static RpcReply collect(Invocation at, ObjectNode own, Map<Node, CompletableFuture<PeerOutcome>> others) {
        ObjectNode answer = Json.object();
        ObjectNode swarm = answer.putObject("swarm");
        swarm.set(at.node().key(), own);
        others.forEach((member, outcome) -> swarm.set(member.key(), entry(outcome.join())));
        boolean allFailed = true;
        for (JsonNode entry : swarm) {
            allFailed &= entry.path("failed").asBoolean(false);
        }
        int status = allFailed && at.context().settings().newServer() ? 500 : 200;
        return RpcReply.json(status, at.withClock(answer));
    }

    private static ObjectNode entry(PeerOutcome outcome) {
        ObjectNode failed = Json.object().put("failed", true);
        if (outcome instanceof PeerOutcome.TimedOut) {
            return failed.put("timeout", true);
        }
        if (!(outcome instanceof PeerOutcome.Answered answered)) {
            return failed.put("bad_peer_response", true);
        }
        PeerReply reply = answered.reply();
        if (reply.status() != 200) {
            return failed.put("code", Integer.toString(reply.status()))
                    .put("reason", new String(reply.body().bytes(), StandardCharsets.UTF_8));
        }
        try {
            JsonNode entry = Bencode.texts(Bencode.decode(reply.body().bytes()));
            return entry instanceof ObjectNode object ? object : failed.put("bad_peer_response", true);
        } catch (MalformedDataException unreadable) {
            return failed.put("bad_peer_response", true);
        }
    }

    /** What a forwarded request asks; nothing if it is not of that form. */
    static Optional<Forwarded> read(Body payload) {
        try {
            JsonNode message = Bencode.decode(payload.bytes());
            JsonNode method = message.path("method");
            JsonNode params = message.path("params");
            if (!method.isBinary() || !params.isBinary()) {
                return Optional.empty();
            }
            String name = new String(Bencode.binary(method), StandardCharsets.UTF_8);
            return Json.parse(Bencode.binary(params))
                    .filter(JsonNode::isObject)
                    .map(object -> new Forwarded(name, (ObjectNode) object));
        } catch (MalformedDataException broken) {
            return Optional.empty();
        }
    }

    /** A forwarded request. */
    record Forwarded(String method, ObjectNode params) {}

    /** The answer to a forwarded request as it travels: bencoded if it is JSON. */
    static PeerReply reply(RpcReply reply) {
        Body body = reply.status() == 200 && reply.content() instanceof RpcReply.Content.Tree tree
                ? Body.of(Bencode.encode(tree.json()))
                : Body.utf8(reply.asText());
        return new PeerReply(reply.status(), body);
    }
}
