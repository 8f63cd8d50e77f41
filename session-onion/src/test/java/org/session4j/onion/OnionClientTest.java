package org.session4j.onion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;

/** The client with its real threads; what it does on the network is tested in virtual time. */
class OnionClientTest {

    private static final Network NETWORK = Network.builder("silent")
            .insecureSeed(URI.create("http://seed.test/"))
            .build();

    /** Takes everything and never answers. */
    private static final class SilentTransport implements Transport {

        private final List<CompletableFuture<TransportResponse>> exchanges = new CopyOnWriteArrayList<>();
        private volatile boolean isClosed;

        @Override
        public CompletableFuture<TransportResponse> send(TransportRequest request) {
            CompletableFuture<TransportResponse> exchange = new CompletableFuture<>();
            exchanges.add(exchange);
            return exchange;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private static OnionRequest request() {
        ServiceNode node = Network.mainnet().pinnedNodes().get(0);
        return new OnionRequest(node, Bytes.utf8("{}"), OnionRequest.Category.STANDARD, Duration.ofSeconds(20));
    }

    private static OnionException.Reason reasonOf(CompletableFuture<?> future) throws Exception {
        try {
            Object value = future.get(30, TimeUnit.SECONDS);
            throw new AssertionError("completed with " + value);
        } catch (ExecutionException e) {
            return ((OnionException) Objects.requireNonNull(e.getCause())).reason();
        }
    }

    private static List<String> threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("session-onion"))
                .toList();
    }

    @Test
    void closingFailsWhatIsUnderWayAndEndsTheThreads() throws Exception {
        SilentTransport transport = new SilentTransport();
        OnionClient client = OnionClient.builder(NETWORK).transport(transport).open();
        CompletableFuture<OnionResponse> answer = client.send(request());
        CompletableFuture<NodeList> list = client.nodes();
        assertThat(client.paths()).isEmpty();

        client.close();
        client.close();

        assertThat(reasonOf(answer)).isEqualTo(OnionException.Reason.CLOSED);
        assertThat(reasonOf(list)).isEqualTo(OnionException.Reason.CLOSED);
        assertThat(threadsOfOurs()).isEmpty();
        assertThat(transport.isClosed).isFalse();
    }

    @Test
    void aClosedClientRefusesEverything() throws Exception {
        OnionClient client =
                OnionClient.builder(NETWORK).transport(new SilentTransport()).open();
        client.close();

        assertThat(reasonOf(client.send(request()))).isEqualTo(OnionException.Reason.CLOSED);
        assertThat(reasonOf(client.nodes())).isEqualTo(OnionException.Reason.CLOSED);
        assertThat(client.paths()).isEmpty();
        client.requestRefresh();
        client.strike(Network.mainnet().pinnedNodes().get(0), 1);
    }

    @Test
    void aClientCanBeClosedByWhatHangsOnItsFutures() throws Exception {
        OnionClient client =
                OnionClient.builder(NETWORK).transport(new SilentTransport()).open();
        CompletableFuture<Void> closed =
                client.send(request()).handle((answer, failure) -> null).thenRun(client::close);

        client.close();

        closed.get(30, TimeUnit.SECONDS);
        assertThat(threadsOfOurs()).isEmpty();
    }

    @Test
    void withoutATransportThereIsAClearError() {
        assertThatThrownBy(() -> OnionClient.builder(NETWORK).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("session-transport-okhttp");
    }
}
