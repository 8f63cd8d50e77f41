package org.session4j.swarm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.session4j.onion.FileServerAddress;
import org.session4j.onion.NodeList;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.wire.V4Request;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** A file server as the document has it, reached without onions; each attempt can be answered otherwise. */
final class FakeFileServer implements OnionSender {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFETIME = Duration.ofDays(14);

    /** How one attempt goes instead of honestly. */
    @FunctionalInterface
    interface Behaviour {
        CompletableFuture<OnionResponse> answer(OnionRequest request);
    }

    final FakeTime time = new FakeTime();
    final FileServerAddress address = FileServerAddress.of(
            URI.create("http://files.test:8080"),
            Ed25519KeyPair.ofSeed(new byte[32], Crypto.get()).publicKey());
    final List<OnionRequest> requests = new ArrayList<>();
    final Map<FileId, Bytes> files = new HashMap<>();
    final Deque<Behaviour> next = new ArrayDeque<>();
    /** How long each attempt takes. */
    Duration latency = Duration.ZERO;

    FileServer open() {
        return FileServer.builder(this, address)
                .nanoTime(time::nanoTime)
                .scheduler(time)
                .open();
    }

    FileId put(Bytes file) {
        FileId id = FileId.ofContent(Crypto.get(), file.toByteArray());
        files.put(id, file);
        return id;
    }

    /** What the server finds when it opens a request. */
    V4Request asked(int number) {
        try {
            return V4Request.decode(requests.get(number).payload().toBytes().toByteArray());
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public CompletableFuture<OnionResponse> send(OnionRequest request) {
        requests.add(request);
        time.advance(latency);
        Behaviour behaviour = next.poll();
        return behaviour == null ? honest(asked(requests.size() - 1)) : behaviour.answer(request);
    }

    private CompletableFuture<OnionResponse> honest(V4Request request) {
        String[] path = request.endpoint().split("/");
        if (request.endpoint().equals("/file")) {
            FileId id = put(request.body());
            return says(200, JSON.createObjectNode().put("id", id.toString()).put("expires", expiry()));
        }
        if (request.endpoint().startsWith("/session_version?platform=")) {
            return says(200, JSON.createObjectNode().put("result", "v1.2.3").put("updated", now()));
        }
        Bytes file = files.get(id(path[2]));
        if (file == null) {
            return says(404, JSON.createObjectNode().put("status_code", 404));
        }
        if (path.length == 3) {
            return answer(200, file);
        }
        return says(
                200,
                JSON.createObjectNode()
                        .put("size", file.length())
                        .put("uploaded", now())
                        .put("expires", expiry()));
    }

    private static FileId id(String text) {
        try {
            return FileId.parse(text);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private double now() {
        return time.trueTime().toEpochMilli() / 1000.0;
    }

    private double expiry() {
        return now() + LIFETIME.getSeconds();
    }

    private static CompletableFuture<OnionResponse> says(int status, ObjectNode body) {
        return answer(status, Bytes.utf8(body.toString()));
    }

    static CompletableFuture<OnionResponse> answer(int status, Bytes body) {
        return CompletableFuture.completedFuture(new OnionResponse(status, Map.of(), body, List.of()));
    }

    // --- behaviours ---

    static Behaviour answers(int status, String text) {
        return request -> answer(status, Bytes.utf8(text));
    }

    static Behaviour fails(OnionException.Reason reason) {
        return fails(new OnionException(reason, "failed"));
    }

    static Behaviour fails(OnionException failure) {
        return request -> CompletableFuture.failedFuture(failure);
    }

    // --- what a client of files does not need ---

    @Override
    public CompletableFuture<NodeList> nodes() {
        throw new AssertionError("nobody asks for nodes");
    }

    @Override
    public void requestRefresh() {
        throw new AssertionError("nobody asks for a refresh");
    }

    @Override
    public void strike(ServiceNode node, int count) {
        throw new AssertionError("nobody is to blame");
    }
}
