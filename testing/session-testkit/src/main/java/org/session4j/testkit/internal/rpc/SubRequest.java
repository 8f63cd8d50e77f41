package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.session4j.testkit.internal.wire.Json;

/** A request inside of another one. */
record SubRequest(String method, ObjectNode params, RpcMethod.Prepared prepared) {

    CompletionStage<RpcReply> run(Invocation whole) {
        return prepared.run(whole.part(method, params));
    }

    /** Its answer inside of the other one's. */
    static ObjectNode result(RpcReply reply) {
        ObjectNode result = Json.object();
        result.set("body", reply.embedded());
        result.put("code", reply.status());
        return result;
    }
}
