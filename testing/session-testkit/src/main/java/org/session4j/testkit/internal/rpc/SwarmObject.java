package org.session4j.testkit.internal.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.node.Settings;
import org.session4j.testkit.internal.wire.Base32z;
import org.session4j.testkit.internal.wire.Json;

/** The JSON that names the nodes of a swarm (storage server: wrong swarm and the swarm object). */
final class SwarmObject {

    private SwarmObject() {}

    static ObjectNode of(Invocation at, long swarm) {
        ObjectNode answer = at.withClock(Json.object());
        ArrayNode nodes = answer.putArray("snodes");
        at.context().roster().members(swarm).forEach(node -> nodes.add(describe(node)));
        answer.put("swarm", Long.toHexString(swarm));
        return answer;
    }

    private static ObjectNode describe(Node node) {
        ObjectNode one = Json.object();
        one.put("address", Base32z.format(node.identity().legacy().toByteArray()) + ".snode");
        one.put("ip", node.ip());
        one.put("port", Integer.toString(node.httpsPort()));
        one.put("port_https", node.httpsPort());
        one.put("port_omq", node.omqPort());
        one.put("port_quic", node.omqPort());
        one.put("pubkey_ed25519", node.key());
        one.put("pubkey_legacy", node.identity().legacy().toString());
        one.put("pubkey_x25519", node.identity().x25519().toString());
        return one;
    }

    static ArrayNode hardFork(Settings settings) {
        return Json.array(settings.hardFork(), settings.revision());
    }
}
