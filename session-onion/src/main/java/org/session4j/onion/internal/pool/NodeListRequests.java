package org.session4j.onion.internal.pool;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.SeedServer;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Transport;
import org.session4j.onion.TransportRequest;
import org.session4j.onion.TransportResponse;
import org.session4j.onion.internal.EventLoop;
import org.session4j.onion.wire.ActiveNodes;
import org.session4j.onion.wire.NodeListAnswer;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.onion.wire.ServiceNodeStates;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** Asks one seed or one node for the node list (network: request to a seed server, refresh from nodes). */
final class NodeListRequests {

    /** 2,000 nodes with all fields take about 1 MB. */
    private static final long MAX_SEED_ANSWER_BYTES = 16L << 20;

    private static final int HTTP_OK = 200;
    private static final int HTTP_BAD_REQUEST = 400;

    /** What a storage server says that is too old for the short method. */
    private static final String NO_METHOD = "no method active_nodes_bin";

    private final EventLoop loop;
    private final Transport transport;
    private final ServiceNodeKeys keys;

    NodeListRequests(EventLoop loop, Transport transport, ServiceNodeKeys keys) {
        this.loop = loop;
        this.transport = transport;
        this.keys = keys;
    }

    /** Fails with whatever the transport or the answer failed with; an empty list is a failure too. */
    CompletableFuture<List<ServiceNode>> askSeed(SeedServer seed, Duration timeout) {
        URI url = seed.url().resolve("json_rpc");
        return transport
                .send(new TransportRequest(
                        url,
                        seed.trust(),
                        "application/json",
                        ServiceNodeStates.SEED_REQUEST,
                        timeout,
                        MAX_SEED_ANSWER_BYTES))
                .thenApplyAsync(this::readSeedAnswer, loop::work);
    }

    private List<ServiceNode> readSeedAnswer(TransportResponse response) {
        if (response.status() != HTTP_OK) {
            throw failure("the seed answered with status " + response.status());
        }
        try {
            return requireNodes(ServiceNodeStates.decode(response.body().toByteArray(), keys));
        } catch (MalformedDataException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Asks a node by the short method, or by the old one if it does not know that.
     *
     * @param send carries one request to that node
     */
    CompletableFuture<List<ServiceNode>> askNode(Function<Bytes, CompletableFuture<OnionResponse>> send) {
        return send.apply(ActiveNodes.REQUEST).thenCompose(answer -> {
            if (answer.status() == HTTP_BAD_REQUEST && text(answer).startsWith(NO_METHOD)) {
                return send.apply(ServiceNodeStates.NODE_REQUEST).thenApply(this::readStates);
            }
            return CompletableFuture.completedFuture(readActiveNodes(answer));
        });
    }

    private List<ServiceNode> readActiveNodes(OnionResponse answer) {
        requireSuccess(answer);
        try {
            return requireNodes(ActiveNodes.decodeBase64(text(answer), keys));
        } catch (MalformedDataException e) {
            throw new CompletionException(e);
        }
    }

    private List<ServiceNode> readStates(OnionResponse answer) {
        requireSuccess(answer);
        try {
            return requireNodes(ServiceNodeStates.decode(answer.body().toByteArray(), keys));
        } catch (MalformedDataException e) {
            throw new CompletionException(e);
        }
    }

    private static void requireSuccess(OnionResponse answer) {
        if (!answer.isSuccess()) {
            throw failure("the node answered with status " + answer.status());
        }
    }

    private static List<ServiceNode> requireNodes(NodeListAnswer answer) throws MalformedDataException {
        if (answer.nodes().isEmpty()) {
            throw new MalformedDataException("node list: no usable node");
        }
        return answer.nodes();
    }

    private static String text(OnionResponse answer) {
        return new String(answer.body().toByteArray(), StandardCharsets.UTF_8);
    }

    private static CompletionException failure(String message) {
        return new CompletionException(new IOException(message));
    }
}
