package org.session4j.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Two swarms, reached without onions: every answer is there at once. */
final class FakeNetwork implements OnionSender {

    static final int SWARM_SIZE = 5;

    final FakeTime time = new FakeTime();
    final List<FakeNode> nodes = new ArrayList<>();
    final List<OnionRequest> requests = new ArrayList<>();
    final Map<Ed25519PublicKey, Integer> strikes = new HashMap<>();
    NodeList list;
    int refreshes;

    /** Why there is no node list; null if there is one. */
    @Nullable
    OnionException noList;

    Optional<Duration> keptOffset = Optional.empty();

    /** How long each request takes. */
    Duration latency = Duration.ZERO;

    FakeNetwork() {
        this(true);
    }

    /**
     * @param swarmsKnown whether the node list says which swarm a node is in
     */
    FakeNetwork(boolean swarmsKnown) {
        Random random = new Random(7);
        for (int i = 0; i < 2 * SWARM_SIZE; i++) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            byte[] secretKey = Crypto.get().ed25519SeedKeypair(seed);
            byte[] publicKey = Arrays.copyOfRange(secretKey, 32, 64);
            long swarmId = i < SWARM_SIZE ? 1 : Long.MIN_VALUE;
            nodes.add(new FakeNode(
                    new ServiceNode(
                            Ed25519PublicKey.of(publicKey),
                            x25519(publicKey),
                            "203.0." + i + ".1",
                            22021,
                            22020,
                            swarmsKnown ? swarmId : ServiceNode.NO_SWARM,
                            null),
                    secretKey,
                    time));
        }
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).swarm =
                    i < SWARM_SIZE ? nodes.subList(0, SWARM_SIZE) : nodes.subList(SWARM_SIZE, 2 * SWARM_SIZE);
        }
        list = listOf(nodes);
    }

    private static X25519PublicKey x25519(byte[] ed25519) {
        try {
            return X25519PublicKey.of(Crypto.get().ed25519PublicKeyToX25519(ed25519));
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    NodeList listOf(List<FakeNode> nodes) {
        List<ServiceNode> all = new ArrayList<>();
        nodes.forEach(node -> all.add(node.self));
        return NodeList.of(all, time.trueTime());
    }

    SwarmClient open() {
        return SwarmClient.builder(this)
                .clock(time)
                .nanoTime(time::nanoTime)
                .scheduler(time)
                .open();
    }

    /** The members of an account's swarm. */
    List<FakeNode> swarmOf(SessionId account) {
        return nearFirst(account) ? nodes.subList(0, SWARM_SIZE) : nodes.subList(SWARM_SIZE, 2 * SWARM_SIZE);
    }

    List<FakeNode> othersOf(SessionId account) {
        return nearFirst(account) ? nodes.subList(SWARM_SIZE, 2 * SWARM_SIZE) : nodes.subList(0, SWARM_SIZE);
    }

    private static boolean nearFirst(SessionId account) {
        return SwarmMap.nearest(SwarmMap.position(account), 1, Long.MIN_VALUE).getAsLong() == 1;
    }

    FakeNode node(Ed25519PublicKey key) {
        return nodes.stream()
                .filter(node -> node.self.ed25519().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The nodes that were asked, in order. */
    List<FakeNode> asked() {
        List<FakeNode> asked = new ArrayList<>();
        for (OnionRequest request : requests) {
            asked.add(node(((ServiceNode) request.destination()).ed25519()));
        }
        return asked;
    }

    int strikes(FakeNode node) {
        return strikes.getOrDefault(node.self.ed25519(), 0);
    }

    @Override
    public CompletableFuture<OnionResponse> send(OnionRequest request) {
        requests.add(request);
        time.advance(latency.dividedBy(2));
        CompletableFuture<OnionResponse> answer = node(((ServiceNode) request.destination()).ed25519())
                .handle(request.payload().toBytes());
        time.advance(latency.dividedBy(2));
        return answer;
    }

    @Override
    public CompletableFuture<NodeList> nodes() {
        CompletableFuture<NodeList> answer = new CompletableFuture<>();
        if (noList != null) {
            answer.completeExceptionally(noList);
        } else {
            answer.complete(list);
        }
        return answer;
    }

    @Override
    public void requestRefresh() {
        refreshes++;
    }

    @Override
    public void strike(ServiceNode node, int count) {
        strikes.merge(node.ed25519(), count, Integer::sum);
    }

    @Override
    public Optional<Duration> clockOffset() {
        return keptOffset;
    }

    @Override
    public void rememberClockOffset(Duration offset) {
        keptOffset = Optional.of(offset);
    }

    // --- behaviours ---

    static FakeNode.Behaviour hanging() {
        return (node, request) -> new CompletableFuture<>();
    }

    static FakeNode.Behaviour silent() {
        return (node, request) -> {
            throw new OnionException(OnionException.Reason.PATH_TIMED_OUT, "silence");
        };
    }

    static FakeNode.Behaviour fails(OnionException.Reason reason) {
        return (node, request) -> {
            throw new OnionException(reason, "failed");
        };
    }

    static FakeNode.Behaviour says(int status, String text) {
        return (node, request) -> FakeNode.text(status, text);
    }
}
