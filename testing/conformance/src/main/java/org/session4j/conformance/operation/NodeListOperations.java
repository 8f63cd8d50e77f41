package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.wire.ActiveNodes;
import org.session4j.onion.wire.NodeAgreement;
import org.session4j.onion.wire.NodeListAnswer;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.onion.wire.ServiceNodeStates;
import org.session4j.onion.wire.Subnet24;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Lists of service nodes: {@code swarm-nodes}. */
final class NodeListOperations {

    private NodeListOperations() {}

    static void addTo(Operations operations) {
        operations.add("swarm-nodes/read-active", NodeListOperations::readActive);
        operations.add("swarm-nodes/read-states", NodeListOperations::readStates);
        operations.add("swarm-nodes/agree", NodeListOperations::agree);
        operations.add("swarm-nodes/distinct-subnets", NodeListOperations::distinctSubnets);
    }

    /** Reads {@code bin}, {@code base64} or both, which must then give the same nodes. */
    private static Answer readActive(Call call) throws SessionException {
        Inputs in = call.in();
        ServiceNodeKeys keys = new ServiceNodeKeys(call.crypto());
        if (!in.has("base64")) {
            return active(ActiveNodes.decode(in.bytes("bin"), keys));
        }
        Answer answer = active(ActiveNodes.decodeBase64(in.text("base64"), keys));
        if (in.has("bin")) {
            Answer fromBinary = active(ActiveNodes.decode(in.bytes("bin"), keys));
            DoesNotOpenException.require(fromBinary.toJson().equals(answer.toJson()), "one of the two forms");
        }
        return answer;
    }

    private static Answer active(NodeListAnswer list) {
        return Answer.empty().put("nodes", nodes(list.nodes())).put("skipped", list.skipped());
    }

    private static Answer readStates(Call call) throws SessionException {
        NodeListAnswer list = ServiceNodeStates.decode(
                call.in().text("json").getBytes(StandardCharsets.UTF_8), new ServiceNodeKeys(call.crypto()));
        return Answer.empty()
                .put("nodes", nodes(list.nodes()))
                .put("height", list.height())
                .put("dropped", list.skipped());
    }

    private static Answer agree(Call call) {
        List<List<ServiceNode>> answers = new ArrayList<>();
        for (List<Inputs> list : call.in().objectLists("answers")) {
            answers.add(list.stream().map(NodeListOperations::node).toList());
        }
        return Answer.empty()
                .putTexts("at_least_2", identities(NodeAgreement.agreed(answers, 2)))
                .putTexts("in_all_3", identities(NodeAgreement.agreed(answers, 3)));
    }

    /** What the agreement is about; the other fields are of no account. */
    private static ServiceNode node(Inputs in) {
        byte[] key = in.bytes("ed25519_pubkey");
        return new ServiceNode(
                Ed25519PublicKey.of(key),
                X25519PublicKey.of(key),
                in.text("ip"),
                in.smallInteger("https_port"),
                0,
                0,
                null);
    }

    private static List<String> identities(List<ServiceNode> nodes) {
        return nodes.stream().map(node -> node.ed25519().toString()).sorted().toList();
    }

    private static Answer distinctSubnets(Call call) {
        List<String> ips = call.in().texts("ips");
        if (!ips.stream().allMatch(ip -> ip.matches("[0-9]{1,3}([.][0-9]{1,3}){3}"))) {
            throw new NotRunnableException("input ips holds something else than IPv4 addresses");
        }
        return Answer.empty().put("ok", Subnet24.allDistinct(ips));
    }

    private static ArrayNode nodes(List<ServiceNode> nodes) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (ServiceNode node : nodes) {
            list.add(Answer.empty()
                    .put("ed25519_pubkey", node.ed25519().toByteArray())
                    .put("x25519_pubkey", node.x25519().toByteArray())
                    .put("swarm_id", Long.toUnsignedString(node.swarmId()))
                    .put("ip", node.ip())
                    .put("https_port", node.httpsPort())
                    .put("quic_port", node.quicPort())
                    .put("storage_server_version", node.version())
                    .toJson());
        }
        return list;
    }
}
