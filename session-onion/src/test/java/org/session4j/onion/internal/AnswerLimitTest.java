package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.onion.Destination;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ResponseTooLargeException;
import org.session4j.onion.ServerDestination;
import org.session4j.onion.TransferProgress;
import org.session4j.onion.Transport;
import org.session4j.onion.TransportRequest;
import org.session4j.onion.TransportResponse;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.onion.wire.V4Request;
import org.session4j.protocol.Bytes;

/** What a request allows for its answer, and what becomes of an answer that goes beyond. */
class AnswerLimitTest {

    private static final int LIMIT = 1000;

    private final FakeNetwork fake = new FakeNetwork(24);
    private final VirtualLoop loop = fake.loop;
    private final ServerDestination server =
            new ServerDestination("http", "files.test", 80, fake.list().get(0).x25519());
    private final Wire wire = new Wire();
    private final Router router = new Router(
            loop,
            fake.describe().build(),
            fake.describe().build().timing(),
            wire,
            new OnionExchange(loop, wire, fake.crypto, fake.random, OnionCipher.XCHACHA20),
            new ServiceNodeKeys(fake.crypto),
            NetworkStore.inMemory(),
            fake.random);

    /** The fake network, but what has another limit than usual gets another answer. */
    private final class Wire implements Transport {

        private final List<TransportRequest> limited = new ArrayList<>();
        private byte[] body = new byte[0];
        private int status = 200;

        @Override
        public CompletableFuture<TransportResponse> send(TransportRequest request) {
            if (request.maxResponseBytes() != LIMIT) {
                return fake.send(request);
            }
            limited.add(request);
            return body.length > LIMIT
                    ? CompletableFuture.failedFuture(new ResponseTooLargeException(LIMIT))
                    : CompletableFuture.completedFuture(new TransportResponse(status, Bytes.of(body), null));
        }

        @Override
        public void close() {}
    }

    private static OnionRequest request(Destination destination, TransferProgress progress) {
        return new OnionRequest(
                destination,
                new V4Request("GET", "/file/1", Map.of(), null),
                OnionRequest.Category.FILE,
                Duration.ofSeconds(60),
                LIMIT,
                progress);
    }

    private OnionException failure(Destination destination) {
        CompletableFuture<OnionResponse> answer = loop.finish(router.send(request(destination, TransferProgress.NONE)));
        return OnionFailures.of(answer.handle((response, thrown) -> thrown).join());
    }

    @Test
    void limitAndProgressReachTheTransport() {
        TransferProgress progress = new TransferProgress() {};
        loop.finish(router.send(request(server, progress)));

        assertThat(wire.limited).hasSize(1);
        assertThat(wire.limited.get(0).progress()).isSameAs(progress);
    }

    @Test
    void aServersAnswerThatIsTooLongIsNotHeldAgainstThePath() {
        wire.body = new byte[LIMIT + 1];
        for (int i = 0; i < 5; i++) {
            assertThat(failure(server).reason()).isEqualTo(Reason.ANSWER_TOO_LARGE);
        }

        assertThat(fake.list()).noneMatch(router::isStruckOut);
        assertThat(router.pathsOnLoop())
                .filteredOn(path -> path.category() == OnionRequest.Category.FILE)
                .hasSize(1)
                .allMatch(path -> path.nodes().get(0).ip().equals(guardIp(0)));
    }

    private String guardIp(int request) {
        return wire.limited.get(request).url().getHost();
    }

    @Test
    void aNodesAnswerThatIsTooLongIsNoAnswer() {
        wire.body = new byte[LIMIT + 1];

        assertThat(failure(fake.list().get(0)).reason()).isEqualTo(Reason.INVALID_RESPONSE);
    }

    @Test
    void aLongTextOfAHopIsReadAsFarAsItMatters() {
        wire.body = new byte[LIMIT];
        Arrays.fill(wire.body, (byte) 'x');
        byte[] text = "Request time out".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, wire.body, 0, text.length);
        wire.status = 504;

        assertThat(failure(server).reason()).isEqualTo(Reason.PATH_TIMED_OUT);
    }
}
