package org.session4j.swarm.oxend;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.SwarmClient;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.rpc.RpcCall;
import org.session4j.swarm.wire.OnsRecord;

/**
 * Asks the daemon beside a service node, over an onion path, so that it does not learn who asks (network: daemon requests).
 * Each question goes to any node. Nodes pass on no more than these two.
 *
 * <pre>{@code
 * OxendRelay daemons = OxendRelay.through(connection.storage());
 * daemons.serviceNodes(ServiceNodesQuery.builder().activeOnly().build())
 *         .thenAccept(list -> System.out.println(list.nodes().size()));
 * }</pre>
 *
 * <p>Futures fail as those of {@link SwarmClient} do, and with an {@link OxendException} if the answer cannot be read. They
 * complete on its threads. Safe for use by many threads.
 */
public final class OxendRelay implements OxendQueries {

    private final SwarmClient swarms;

    private OxendRelay(SwarmClient swarms) {
        this.swarms = swarms;
    }

    /**
     * @param swarms is not closed by this
     */
    public static OxendRelay through(SwarmClient swarms) {
        return new OxendRelay(swarms);
    }

    @Override
    public CompletableFuture<ServiceNodes> serviceNodes(ServiceNodesQuery query) {
        RpcCall<ServiceNodes> call = DaemonCalls.serviceNodes(query);
        return swarms.oxendRequest(call.method(), call.params())
                .thenApply(answer -> read(() -> call.reader().read(JsonObject.parse(Bytes.utf8(answer)))));
    }

    @Override
    public CompletableFuture<Optional<OnsRecord>> resolve(OnsName name) {
        return swarms.send(OnsRecord.request(Crypto.get(), name))
                .thenApply(answer -> read(() -> OnsRecord.decode(answer)));
    }

    @FunctionalInterface
    private interface Reading<R> {
        R read() throws MalformedDataException;
    }

    private static <R> R read(Reading<R> reading) {
        try {
            return reading.read();
        } catch (MalformedDataException e) {
            throw new CompletionException(OxendException.malformed(e));
        }
    }
}
