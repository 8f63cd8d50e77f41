package org.session4j.onion.internal.pool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.internal.EventLoop;
import org.session4j.onion.internal.node.Standing;
import org.session4j.onion.wire.NodeAgreement;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One refresh of the node list: three random nodes of different /24 networks are asked through onions, and what at least
 * two of them say is the new list (network: agreement). Who fails to answer is replaced by another one. Belongs to the
 * event loop.
 */
final class Refresh {

    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    private final EventLoop loop;
    private final Timing timing;
    private final NodeListRequests requests;
    private final BiFunction<ServiceNode, Bytes, CompletableFuture<OnionResponse>> send;
    private final int minimum;
    private final List<ServiceNode> candidates;
    private final boolean isSubnetRuleKept;
    private final List<List<ServiceNode>> answers = new ArrayList<>();
    /** Of the nodes that have answered or are being asked. */
    private final Set<String> subnets = new HashSet<>();

    private final CompletableFuture<NodeList> result = new CompletableFuture<>();
    private int asked;
    private int underWay;

    /**
     * @param send carries a request through an onion
     * @param minimum fewest nodes of a result to be believed
     */
    Refresh(
            EventLoop loop,
            Timing timing,
            NodeListRequests requests,
            BiFunction<ServiceNode, Bytes, CompletableFuture<OnionResponse>> send,
            NodeList known,
            Standing standing,
            int minimum,
            Random random) {
        this.loop = loop;
        this.timing = timing;
        this.requests = requests;
        this.send = send;
        this.minimum = minimum;
        this.candidates = new ArrayList<>(known.nodes());
        Collections.shuffle(candidates, random);
        // Looked up once: strikes expire while time goes by, and an order must not change while it is made.
        Set<Ed25519PublicKey> struckOut = standing.struckOut();
        candidates.sort(Comparator.comparing(node -> struckOut.contains(node.ed25519())));
        long different =
                candidates.stream().map(ServiceNode::subnet24).distinct().count();
        this.isSubnetRuleKept = different >= timing.get(Timing.Count.AGREEMENT_ASKED);
    }

    /** The agreed list, or a failure of any kind; completed on the event loop. */
    CompletableFuture<NodeList> start() {
        askMore();
        return result;
    }

    private void askMore() {
        while (answers.size() + underWay < timing.get(Timing.Count.AGREEMENT_ASKED)
                && asked < timing.get(Timing.Count.REFRESH_NODES_TRIED)) {
            ServiceNode node = candidates.stream()
                    .filter(candidate -> !isSubnetRuleKept || !subnets.contains(candidate.subnet24()))
                    .findFirst()
                    .orElse(null);
            if (node == null) {
                break;
            }
            candidates.remove(node);
            ask(node);
        }
        if (underWay == 0 && !result.isDone()) {
            count();
        }
    }

    private void ask(ServiceNode node) {
        asked++;
        underWay++;
        subnets.add(node.subnet24());
        requests.askNode(payload -> send.apply(node, payload))
                .whenComplete((nodes, failure) -> loop.execute(() -> {
                    underWay--;
                    if (failure == null) {
                        answers.add(nodes);
                    } else {
                        LOG.debug("no node list from a node: {}", failure.toString());
                        subnets.remove(node.subnet24());
                    }
                    askMore();
                }));
    }

    private void count() {
        int needed = timing.get(Timing.Count.AGREEMENT_ASKED);
        if (answers.size() < needed) {
            result.completeExceptionally(
                    new IOException("node list: expected " + needed + " answers, got " + answers.size()));
            return;
        }
        List<ServiceNode> agreed = NodeAgreement.agreed(answers, timing.get(Timing.Count.AGREEMENT_NEEDED));
        if (agreed.size() < minimum) {
            result.completeExceptionally(
                    new IOException("node list: expected " + minimum + " agreed nodes, got " + agreed.size()));
            return;
        }
        result.complete(NodeList.of(agreed, loop.now()));
    }
}
