package org.session4j.testkit.internal.onion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.OnionLayer;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.onion.wire.ServerTarget;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.NodeRecord;
import org.session4j.testkit.NodeRecord.Role;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.http.ServerPost;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.PeerOutcome;
import org.session4j.testkit.internal.node.PeerReply;
import org.session4j.testkit.internal.node.PeerRequest;
import org.session4j.testkit.internal.rpc.RpcContext;
import org.session4j.testkit.internal.rpc.RpcReply;
import org.session4j.testkit.internal.rpc.RpcService;
import org.session4j.testkit.internal.wire.Base64Text;
import org.session4j.testkit.internal.wire.Json;

/** Peels a layer and does what it says: pass on to a node or a server, or answer (storage server: onion requests). */
public final class OnionService {

    private static final String COMMAND = "sn.onion_request";

    /** What a node passes back of another one's status; anything else becomes 500. */
    private static final Set<Integer> PASSED_BACK =
            Set.of(200, 400, 401, 403, 404, 406, 410, 413, 421, 429, 500, 502, 503, 504);

    private final RpcContext context;
    private final RpcService rpc;
    private final ServerPost servers;
    private final SecureRandom random = new SecureRandom();

    public OnionService(RpcContext context, RpcService rpc, ServerPost servers) {
        this.context = context;
        this.rpc = rpc;
        this.servers = servers;
        context.peers().serve(COMMAND, this::fromNode);
    }

    /**
     * What goes back.
     *
     * @param binary whether the body is no text
     */
    public record Answer(int status, Body body, boolean binary) {

        static Answer text(int status, String text) {
            return new Answer(status, Body.utf8(text), false);
        }
    }

    /** Where a layer came from, and as which request. */
    private record Arrival(String peer, boolean fromClient, Bytes received, long number) {}

    /** The body of {@code POST /onion_req/v2}. */
    public CompletionStage<Answer> fromClient(Node node, Body body, String peer) {
        long number = context.log().nextRequest();
        Optional<String> badSize = complaintAboutSize(body.bytes());
        if (badSize.isPresent()) {
            return refuse(400, "Error parsing onion request: " + badSize.get());
        }
        try {
            SealedLayer layer = SealedLayer.decode(body.bytes());
            return peel(node, layer, new Arrival(peer, true, Bytes.of(body.bytes()), number));
        } catch (MalformedDataException bad) {
            return refuse(400, "Error parsing onion request: " + bad.getMessage());
        }
    }

    private static Optional<String> complaintAboutSize(byte[] body) {
        int prefix = Integer.BYTES;
        if (body.length < prefix) {
            return Optional.of("Unexpected payload size; expected ciphertext size");
        }
        long expected = Integer.toUnsignedLong(
                Integer.reverseBytes(java.nio.ByteBuffer.wrap(body, 0, prefix).getInt()));
        return body.length - prefix < expected
                ? Optional.of("Unexpected payload size " + (body.length - prefix) + ", expected >= " + expected)
                : Optional.empty();
    }

    private CompletionStage<PeerReply> fromNode(Node self, PeerRequest request) {
        if (!self.reasonsNotReady().isEmpty()) {
            return CompletableFuture.completedFuture(new PeerReply(503, Body.utf8("Snode not ready: " + self.key())));
        }
        try {
            SealedLayer layer = HopMessage.decode(request.payload().bytes());
            Arrival arrival = new Arrival(request.from(), false, layer.ciphertext(), request.number());
            return peel(self, layer, arrival).thenApply(answer -> new PeerReply(answer.status(), answer.body()));
        } catch (MalformedDataException bad) {
            return CompletableFuture.completedFuture(
                    new PeerReply(400, Body.utf8("Invalid internal onion request: " + bad.getMessage())));
        }
    }

    private CompletionStage<Answer> peel(Node node, SealedLayer layer, Arrival arrival) {
        if (layer.hopNumber() > SealedLayer.MAX_HOP_NUMBER) {
            return refuse(400, "onion request max path length exceeded");
        }
        LayerCipher cipher;
        byte[] plaintext;
        try {
            cipher = layer.cipherFor(
                    context.crypto(),
                    node.identity().exposeX25519Secret(),
                    node.identity().x25519());
            plaintext = cipher.decrypt(layer.ciphertext().toByteArray());
        } catch (MalformedDataException | DecryptionException closed) {
            log(node, arrival, arrival.fromClient() ? Role.GUARD : Role.MIDDLE, Bytes.empty());
            return refuse(400, "Invalid ciphertext");
        }
        try {
            OnionLayer inner = OnionLayer.decode(plaintext, layer.hopNumber());
            log(node, arrival, role(inner, arrival), Bytes.of(plaintext));
            return follow(node, inner, cipher, arrival);
        } catch (MalformedDataException noLayer) {
            log(node, arrival, arrival.fromClient() ? Role.GUARD : Role.MIDDLE, Bytes.of(plaintext));
            return done(sealed(cipher, new RpcReply(400, new RpcReply.Content.Text("Invalid json")), false, true));
        }
    }

    private static Role role(OnionLayer layer, Arrival arrival) {
        if (layer instanceof OnionLayer.ForThisNode) {
            return Role.DESTINATION;
        }
        if (arrival.fromClient()) {
            return Role.GUARD;
        }
        return layer instanceof OnionLayer.ForServer ? Role.EXIT : Role.MIDDLE;
    }

    private void log(Node node, Arrival arrival, Role role, Bytes peeled) {
        context.log()
                .add(new NodeRecord(
                        arrival.number(), role, node.identity().ed25519(), arrival.peer(), arrival.received(), peeled));
    }

    private CompletionStage<Answer> follow(Node node, OnionLayer layer, LayerCipher cipher, Arrival arrival) {
        if (layer instanceof OnionLayer.ForThisNode last) {
            return rpc.handle(node, Body.of(last.request().toByteArray()), arrival.number())
                    .thenApply(reply -> sealed(cipher, reply, last.json(), last.base64()));
        }
        if (layer instanceof OnionLayer.ForServer relay) {
            return relay.server().isAllowed()
                    ? post(node, relay)
                    : done(sealed(cipher, RpcReply.text(400, "Invalid url"), false, true));
        }
        cipher.destroy();
        return passOn(node, (OnionLayer.ForNode) layer, arrival);
    }

    private CompletionStage<Answer> passOn(Node node, OnionLayer.ForNode relay, Arrival arrival) {
        String key = relay.next().toString();
        Optional<Node> next = context.roster().find(key);
        if (next.isEmpty()) {
            return refuse(502, "Next node not found: " + key);
        }
        PeerRequest request =
                new PeerRequest(COMMAND, node.key(), arrival.number(), Body.of(HopMessage.encode(relay.layer())));
        return context.peers()
                .ask(node, next.get(), request, context.settings().hopTimeout())
                .thenApply(OnionService::passBack);
    }

    private static Answer passBack(PeerOutcome outcome) {
        if (outcome instanceof PeerOutcome.TimedOut) {
            return Answer.text(504, "Request time out");
        }
        if (!(outcome instanceof PeerOutcome.Answered answered)) {
            return Answer.text(500, "Invalid response from snode");
        }
        int status = answered.reply().status();
        return new Answer(
                PASSED_BACK.contains(status) ? status : 500, answered.reply().body(), false);
    }

    private CompletionStage<Answer> post(Node node, OnionLayer.ForServer relay) {
        ServerTarget server = relay.server();
        ServerPost.Order order = new ServerPost.Order(
                server.protocol().equals("https"),
                server.host(),
                server.port(),
                server.target(),
                Body.of(relay.post().toByteArray()),
                context.settings().serverTimeout());
        return servers.send(node.loop(), order).thenApply(reply -> new Answer(reply.status(), reply.body(), true));
    }

    /** The answer under the key of the layer that asked: {@code {"body":...,"status":...}}. */
    private Answer sealed(LayerCipher cipher, RpcReply reply, boolean embedJson, boolean base64) {
        ObjectNode json = Json.object();
        json.set("body", embedJson ? reply.embedded() : TextNode.valueOf(reply.asText()));
        json.put("status", reply.status());
        byte[] ciphertext = cipher.encrypt(Json.format(json).getBytes(StandardCharsets.UTF_8), random);
        cipher.destroy();
        return base64 ? Answer.text(200, Base64Text.format(ciphertext)) : new Answer(200, Body.of(ciphertext), true);
    }

    private static CompletionStage<Answer> refuse(int status, String text) {
        return done(Answer.text(status, text));
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
