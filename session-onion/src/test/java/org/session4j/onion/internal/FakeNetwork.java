package org.session4j.onion.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkBuilder;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.Transport;
import org.session4j.onion.TransportRequest;
import org.session4j.onion.TransportResponse;
import org.session4j.onion.internal.FakeNode.Behaviour;
import org.session4j.onion.wire.ActiveNodes;
import org.session4j.onion.wire.LayerCipher;
import org.session4j.onion.wire.OnionLayer;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * A network of nodes that really open their layers, in memory and in the time of a {@link VirtualLoop}. It is the
 * transport too: posts to a guard go in here.
 */
public final class FakeNetwork implements Transport {

    private static final Duration LATENCY = Duration.ofMillis(20);

    public final VirtualLoop loop;
    public final Crypto crypto = Crypto.get();
    public final SecureRandom random = seeded(Long.getLong("session4j.test.seed", 1));
    public final List<FakeNode> nodes = new ArrayList<>();
    /** Seeds that answer; the others cannot be connected to. */
    public final Map<String, List<ServiceNode>> seeds = new HashMap<>();

    public final List<String> seedPosts = new ArrayList<>();
    private final Map<String, FakeNode> byAddress = new HashMap<>();
    private final Map<Ed25519PublicKey, FakeNode> byKey = new HashMap<>();
    public boolean isOffline;
    /** Takes everything and never answers. */
    public boolean isMute;

    public final List<CompletableFuture<TransportResponse>> muted = new ArrayList<>();
    /** Thrown by the transport instead of what it ought to do. */
    public @Nullable RuntimeException bug;

    /** Nodes in as many /24 networks as there are nodes. */
    public FakeNetwork(int count) {
        this(new VirtualLoop(), count, count);
    }

    public FakeNetwork(VirtualLoop loop, int count, int subnets) {
        this.loop = loop;
        for (int i = 0; i < count; i++) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            int subnet = i % subnets;
            String ip = "10." + subnet / 250 + "." + subnet % 250 + "." + (1 + i / subnets);
            try {
                add(new FakeNode(crypto, seed, ip, 22000 + i % 1000, i % 4));
            } catch (MalformedDataException e) {
                throw new AssertionError(e);
            }
        }
        seeds.put("seed1.test", list());
    }

    /** The same numbers in each run; another seed can be given to look for rare cases. */
    private static SecureRandom seeded(long seed) {
        try {
            SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
            seeded.setSeed(seed);
            return seeded;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void add(FakeNode node) {
        nodes.add(node);
        byAddress.put(node.node.ip() + ":" + node.node.httpsPort(), node);
        byKey.put(node.node.ed25519(), node);
    }

    public List<ServiceNode> list() {
        List<ServiceNode> list = new ArrayList<>();
        nodes.forEach(node -> list.add(node.node));
        return list;
    }

    public FakeNode find(ServiceNode node) {
        FakeNode found = byKey.get(node.ed25519());
        if (found == null) {
            throw new AssertionError("no such node");
        }
        return found;
    }

    /** A description with one seed that answers, and {@link Timing#standard()}. */
    public NetworkBuilder describe() {
        return Network.builder("fake").insecureSeed(URI.create("http://seed1.test/"));
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
        if (bug != null) {
            throw bug;
        }
        if (isMute) {
            muted.add(answer);
            return answer;
        }
        if (isOffline) {
            later(answer, new ConnectException("no network"));
        } else if (request.url().getPath().equals("/json_rpc")) {
            seedPosts.add(request.url().getHost());
            List<ServiceNode> list = seeds.get(request.url().getHost());
            if (list == null) {
                later(answer, new ConnectException("no such seed"));
            } else {
                later(answer, 200, states(list));
            }
        } else {
            FakeNode guard = byAddress.get(request.url().getAuthority());
            if (guard == null || guard.behaviour == Behaviour.DEAD) {
                later(answer, new ConnectException("refused"));
            } else {
                guard.posts++;
                receive(guard, request.body(), answer);
            }
        }
        return answer;
    }

    private void receive(FakeNode guard, Bytes body, CompletableFuture<TransportResponse> answer) {
        if (guard.behaviour == Behaviour.NOT_READY) {
            later(answer, 503, "Service node is not ready: syncing\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            peel(guard, SealedLayer.decode(body.toByteArray()), answer, false);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private void peel(
            FakeNode node, SealedLayer sealed, CompletableFuture<TransportResponse> answer, boolean isTampered)
            throws MalformedDataException {
        if (node.behaviour == Behaviour.SILENT) {
            return;
        }
        LayerCipher cipher = sealed.cipherFor(crypto, node.secret(), node.node.x25519());
        OnionLayer layer;
        try {
            if (node.behaviour == Behaviour.WRONG_KEY) {
                throw new DecryptionException("as if");
            }
            layer = OnionLayer.decode(cipher.decrypt(sealed.ciphertext().toByteArray()), sealed.hopNumber());
        } catch (DecryptionException e) {
            text(answer, 400, "Invalid ciphertext");
            return;
        }
        boolean tampered = isTampered || node.behaviour == Behaviour.TAMPERING;
        if (layer instanceof OnionLayer.ForNode next) {
            node.relayed++;
            relay(next, answer, tampered);
        } else if (layer instanceof OnionLayer.ForThisNode request) {
            node.asked++;
            answer(node, request, cipher, answer, tampered);
        } else {
            text(answer, 502, "could not connect");
        }
    }

    private void relay(OnionLayer.ForNode layer, CompletableFuture<TransportResponse> answer, boolean isTampered)
            throws MalformedDataException {
        FakeNode next = byKey.get(layer.next());
        if (next == null || next.isUnknown) {
            text(answer, 502, "Next node not found: " + layer.next());
        } else if (next.behaviour == Behaviour.NOT_READY) {
            text(answer, 503, "Snode not ready: " + layer.next());
        } else if (next.behaviour == Behaviour.DEAD) {
            loop.schedule(Duration.ofSeconds(30), () -> text(answer, 504, "Request time out"));
        } else {
            peel(next, layer.layer(), answer, isTampered);
        }
    }

    private void answer(
            FakeNode node,
            OnionLayer.ForThisNode request,
            LayerCipher cipher,
            CompletableFuture<TransportResponse> answer,
            boolean isTampered) {
        String text = new String(request.request().toByteArray(), StandardCharsets.UTF_8);
        List<ServiceNode> list = node.lie.isEmpty() ? list() : node.lie;
        int status = node.status;
        String body = "{\"version\":[2,11,0],\"timestamp\":1}";
        if (text.contains("active_nodes_bin")) {
            status = node.isOld ? 400 : status;
            body = node.isOld ? "no method active_nodes_bin" : ActiveNodes.encodeBase64(list);
        } else if (text.contains("oxend_request")) {
            body = new String(states(list), StandardCharsets.UTF_8);
        }
        byte[] sealed = node.answer(status, body, cipher, random);
        if (isTampered) {
            sealed[sealed.length / 2] ^= 1;
        }
        byte[] bytes = sealed;
        loop.schedule(node.answerDelay, () -> later(answer, 200, bytes));
    }

    static byte[] states(List<ServiceNode> list) {
        StringBuilder json = new StringBuilder("{\"result\":{\"height\":100,\"service_node_states\":[");
        for (ServiceNode node : list) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
            json.append("{\"pubkey_ed25519\":\"").append(node.ed25519());
            json.append("\",\"public_ip\":\"").append(node.ip());
            json.append("\",\"storage_port\":").append(node.httpsPort());
            json.append(",\"storage_lmq_port\":").append(node.quicPort());
            json.append(",\"storage_server_version\":[2,11,0],\"swarm_id\":")
                    .append(node.swarmId())
                    .append("}");
        }
        return json.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void text(CompletableFuture<TransportResponse> answer, int status, String body) {
        later(answer, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private void later(CompletableFuture<TransportResponse> answer, int status, byte[] body) {
        loop.schedule(LATENCY, () -> answer.complete(new TransportResponse(status, Bytes.of(body), null)));
    }

    private void later(CompletableFuture<TransportResponse> answer, @Nullable IOException failure) {
        loop.schedule(LATENCY, () -> answer.completeExceptionally(failure));
    }

    @Override
    public void close() {}
}
