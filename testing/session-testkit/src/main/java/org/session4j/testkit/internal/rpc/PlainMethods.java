package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.session4j.testkit.ServerVersion;
import org.session4j.testkit.internal.daemon.ActiveNodes;
import org.session4j.testkit.internal.daemon.Daemon;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.wire.Json;

/** The methods that need no signature and that any node answers (storage server: 7.11 to 7.14). */
final class PlainMethods {

    private PlainMethods() {}

    static RpcMethod.Prepared getSwarm(Params params) throws InvalidRequestException {
        Account account = Account.parseAliased(params, "Pubkey must be 66 hex digits/33 bytes long");
        return at -> {
            long swarm = at.context().roster().swarmOf(account.bytes().toByteArray());
            return done(RpcReply.json(200, SwarmObject.of(at, at.believed(swarm))));
        };
    }

    static RpcMethod.Prepared info(Params params) {
        return at -> {
            ObjectNode answer = at.withClock(Json.object());
            answer.put("timestamp", at.now());
            ServerVersion version = at.context().settings().version();
            answer.set("version", Json.array(version.major(), version.minor(), version.patch()));
            return done(RpcReply.json(200, answer));
        };
    }

    static RpcMethod.Prepared oxendRequest(Params params) throws InvalidRequestException {
        String endpoint = params.require("endpoint", params.string("endpoint"));
        if (!endpoint.equals("get_service_nodes") && !endpoint.equals("ons_resolve")) {
            throw new InvalidRequestException("Invalid oxend endpoint '" + endpoint + "'");
        }
        JsonNode inner = params.get("params");
        ObjectNode arguments = inner instanceof ObjectNode object ? object : Json.object();
        return at -> {
            Daemon.Answer result = at.context().daemon().call(at.node(), endpoint, arguments);
            if (result instanceof Daemon.Answer.Refused refused) {
                return done(RpcReply.text(400, refused.reason()));
            }
            if (!(result instanceof Daemon.Answer.Good good)) {
                return done(RpcReply.text(502, "oxend returned unparsable data"));
            }
            ObjectNode answer = Json.object();
            answer.set("result", good.json());
            return done(RpcReply.json(200, at.withClock(answer)));
        };
    }

    static RpcMethod.Prepared activeNodesBin(Params params) {
        return at -> done(
                RpcReply.binary(Body.of(ActiveNodes.encode(at.context().roster().active()))));
    }

    private static CompletableFuture<RpcReply> done(RpcReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
