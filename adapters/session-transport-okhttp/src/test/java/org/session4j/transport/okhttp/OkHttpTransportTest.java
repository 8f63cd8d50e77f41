package org.session4j.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.session4j.onion.ResponseTooLargeException;
import org.session4j.onion.TransferProgress;
import org.session4j.onion.Transport;
import org.session4j.onion.TransportProvider;
import org.session4j.onion.TransportRequest;
import org.session4j.onion.TransportRequest.Trust;
import org.session4j.onion.TransportResponse;
import org.session4j.protocol.Bytes;

/** What a guard or a seed may do to a client, and what the client makes of it. */
class OkHttpTransportTest {

    private static final HeldCertificate NODE = certificate("localhost");
    private static final Trust ANY = new Trust.AnyCertificate();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long LIMIT = 1 << 20;

    private final Transport transport = OkHttpTransport.open();

    @AfterEach
    void close() {
        transport.close();
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(name).build();
    }

    private static TransportRequest request(String url, Trust trust) {
        return request(url, trust, LONG);
    }

    private static TransportRequest request(String url, Trust trust, Duration timeout) {
        return new TransportRequest(URI.create(url), trust, "", Bytes.utf8("question"), timeout, LIMIT);
    }

    private TransportResponse send(TransportRequest request) throws InterruptedException, IOException {
        try {
            return transport.send(request).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (IOException) e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("no answer and no failure", e);
        }
    }

    @Test
    void aNodeWithACertificateOfItsOwnMakingIsAnswered() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(NODE, (socket, request, n) -> ScriptedServer.ok(socket, "answer"))) {
            TransportResponse response = send(request(server.url("127.0.0.1"), ANY));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(Bytes.utf8("answer"));
            assertThat(response.retryAfter()).isNull();
        }
    }

    @Test
    void aRequestSaysNothingAboutTheProgramThatMakesIt() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(NODE, (socket, request, n) -> ScriptedServer.ok(socket, ""))) {
            assertThat(send(request(server.url("127.0.0.1"), ANY)).status()).isEqualTo(200);
            String head = server.requests().get(0);
            assertThat(head).startsWith("POST /onion_req/v2 HTTP/1.1\r\n").endsWith("\r\n\r\nquestion");
            assertThat(head)
                    .containsIgnoringCase("User-Agent: WhatsApp\r\n")
                    .containsIgnoringCase("Accept-Language: en-us\r\n");
            assertThat(head).doesNotContainIgnoringCase("okhttp").doesNotContainIgnoringCase("content-type");
        }
    }

    @Test
    void theContentTypeIsSentAsGiven() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(null, (socket, request, n) -> ScriptedServer.ok(socket, ""))) {
            TransportRequest json = new TransportRequest(
                    URI.create(server.url("127.0.0.1")),
                    new Trust.Insecure(),
                    "application/json",
                    Bytes.utf8("{}"),
                    LONG,
                    LIMIT);
            assertThat(send(json).status()).isEqualTo(200);
            assertThat(server.requests().get(0)).contains("Content-Type: application/json\r\n");
        }
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(NODE, (socket, request, n) -> ScriptedServer.ok(socket, "answer " + n))) {
            for (int i = 1; i <= 5; i++) {
                assertThat(send(request(server.url("127.0.0.1"), ANY)).body()).isEqualTo(Bytes.utf8("answer " + i));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void connectionsThatWereNeededAtOnceAreKeptForTheNextTime() throws Exception {
        int count = 100;
        CyclicBarrier together = new CyclicBarrier(count);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            await(together);
            return ScriptedServer.ok(socket, "together");
        })) {
            for (int round = 0; round < 2; round++) {
                List<CompletableFuture<TransportResponse>> futures = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    futures.add(transport.send(request(server.url("127.0.0.1"), ANY)));
                }
                for (CompletableFuture<TransportResponse> future : futures) {
                    assertThat(future.get(60, TimeUnit.SECONDS).body()).isEqualTo(Bytes.utf8("together"));
                }
            }
            assertThat(server.connections()).isEqualTo(count);
        }
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            int unused = barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("not all came", e);
        }
    }

    @Test
    void manyRequestsToOneGuardAreUnderWayAtOnce() throws Exception {
        int count = 40;
        CountDownLatch allThere = new CountDownLatch(count);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            allThere.countDown();
            return awaitLatch(allThere) && ScriptedServer.ok(socket, "together");
        })) {
            List<CompletableFuture<TransportResponse>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(transport.send(request(server.url("127.0.0.1"), ANY)));
            }
            for (CompletableFuture<TransportResponse> future : futures) {
                assertThat(future.get(60, TimeUnit.SECONDS).body()).isEqualTo(Bytes.utf8("together"));
            }
        }
    }

    private static boolean awaitLatch(CountDownLatch latch) throws IOException {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aKeptConnectionThatTurnsOutClosedIsReplacedInSilence() throws Exception {
        // The first answer promises to keep the connection, and then it is closed all the same.
        try (ScriptedServer server = ScriptedServer.start(
                NODE, (socket, request, n) -> ScriptedServer.ok(socket, "answer " + n) && n != 1)) {
            assertThat(send(request(server.url("127.0.0.1"), ANY)).body()).isEqualTo(Bytes.utf8("answer 1"));
            assertThat(send(request(server.url("127.0.0.1"), ANY)).body()).isEqualTo(Bytes.utf8("answer 2"));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aKeptConnectionThatIsResetWithTheRequestHalfWayIsTriedOnceMore() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                NODE, (socket, request, n) -> n != 2 && ScriptedServer.ok(socket, "answer " + n))) {
            assertThat(send(request(server.url("127.0.0.1"), ANY)).body()).isEqualTo(Bytes.utf8("answer 1"));
            assertThat(send(request(server.url("127.0.0.1"), ANY)).body()).isEqualTo(Bytes.utf8("answer 3"));
        }
    }

    @Test
    void aNewConnectionThatBreaksIsNotTriedAgain() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> false)) {
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ConnectException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void halfAReplyIsAFailure() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            return false;
        })) {
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void silenceIsATimeout() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> awaitLatch(end))) {
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY, Duration.ofMillis(500))))
                    .isInstanceOf(SocketTimeoutException.class);
            end.countDown();
        }
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsATimeout() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            return awaitLatch(end);
        })) {
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY, Duration.ofMillis(500))))
                    .isInstanceOf(SocketTimeoutException.class);
            end.countDown();
        }
    }

    @Test
    void nobodyListeningIsAConnectionThatCouldNotBeMade() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = unused.getLocalPort();
        }
        assertThatThrownBy(() -> send(request("https://127.0.0.1:" + port + "/", ANY)))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aListenerThatNeverShakesHandsIsAConnectionThatCouldNotBeMade() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> send(
                            request("https://127.0.0.1:" + mute.getLocalPort() + "/", ANY, Duration.ofMillis(500))))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOffWhileReading() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch broken = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            try {
                while (sent.get() < 500L << 20) {
                    ScriptedServer.write(socket, chunk);
                    sent.addAndGet(0x10000);
                }
            } catch (IOException e) {
                broken.countDown();
            }
            return false;
        })) {
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY)))
                    .isInstanceOf(ResponseTooLargeException.class);
            assertThat(broken.await(60, TimeUnit.SECONDS)).isTrue();
            // What the two sides' socket buffers swallow comes on top of the limit.
            assertThat(sent.get()).isLessThan(LIMIT + (64 << 20));
        }
    }

    @Test
    void anAnswerThatAnnouncesTooMuchIsNotRead() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
            return true;
        })) {
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY)))
                    .isInstanceOf(ResponseTooLargeException.class);
        }
    }

    @Test
    void anAnswerOfExactlyTheLimitIsRead() throws Exception {
        String body = "x".repeat((int) LIMIT);
        try (ScriptedServer server =
                ScriptedServer.start(NODE, (socket, request, n) -> ScriptedServer.ok(socket, body))) {
            assertThat(send(request(server.url("127.0.0.1"), ANY)).body().length())
                    .isEqualTo((int) LIMIT);
        }
    }

    @Test
    void anAnswerWithoutAnnouncedLengthIsReadToItsEnd() throws Exception {
        String body = "x".repeat(300_000);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body);
            return false;
        })) {
            Progress progress = new Progress();
            TransportRequest large = request(server.url("127.0.0.1"), Bytes.utf8("question"), progress);
            assertThat(send(large).body()).isEqualTo(Bytes.utf8(body));
            assertThat(progress.received).isNotEmpty().allMatch(part -> part.endsWith("/-1"));
            assertThat(progress.received).last().isEqualTo("300000/-1");
        }
    }

    @Test
    void theProgressOfBothDirectionsIsTold() throws Exception {
        Bytes question = Bytes.utf8("q".repeat(100_000));
        String answer = "a".repeat(200_000);
        try (ScriptedServer server =
                ScriptedServer.start(NODE, (socket, request, n) -> ScriptedServer.ok(socket, answer))) {
            Progress progress = new Progress();
            assertThat(send(request(server.url("127.0.0.1"), question, progress))
                            .body()
                            .length())
                    .isEqualTo(200_000);
            assertThat(server.requests().get(0)).endsWith("q".repeat(100_000));
            assertThat(progress.sent).hasSizeGreaterThan(5).last().isEqualTo("100000/100000");
            assertThat(progress.received).hasSizeGreaterThan(2).last().isEqualTo("200000/200000");
            assertThat(progress.isRising).isTrue();
        }
    }

    private static TransportRequest request(String url, Bytes body, TransferProgress progress) {
        return new TransportRequest(URI.create(url), ANY, "", body, LONG, 16 * LIMIT, progress);
    }

    /** Keeps what it hears. */
    private static final class Progress implements TransferProgress {

        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final List<String> received = new CopyOnWriteArrayList<>();
        private volatile long last;
        private volatile boolean isRising = true;

        @Override
        public void sent(long bytes, long inAll) {
            isRising &= bytes > last;
            last = bytes == inAll ? 0 : bytes;
            sent.add(bytes + "/" + inAll);
        }

        @Override
        public void received(long bytes, long inAll) {
            isRising &= bytes > last;
            last = bytes == inAll ? 0 : bytes;
            received.add(bytes + "/" + inAll);
        }
    }

    @Test
    void redirectsAreAnswersLikeAnyOther() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            ScriptedServer.write(
                    socket,
                    "HTTP/1.1 307 Elsewhere\r\nLocation: /elsewhere\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
            return true;
        })) {
            assertThat(send(request(server.url("127.0.0.1"), ANY)).status()).isEqualTo(307);
            assertThat(send(request(server.url("127.0.0.1"), ANY)).status()).isEqualTo(307);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1)).doesNotContainIgnoringCase("cookie");
        }
    }

    @Test
    void theDelayThatAPeerAsksForIsPassedOn() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            ScriptedServer.write(socket, "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
            return true;
        })) {
            TransportResponse response = send(request(server.url("127.0.0.1"), ANY));
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void cancellingTheFutureBreaksTheExchangeOff() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            arrived.countDown();
            if (socket.getInputStream().read() < 0) {
                gone.countDown();
            }
            return false;
        })) {
            CompletableFuture<TransportResponse> future = transport.send(request(server.url("127.0.0.1"), ANY));
            assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(future.cancel(true)).isTrue();
            assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingFailsWhatIsUnderWayAndEndsAllThreads() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(NODE, (socket, request, n) -> {
            arrived.countDown();
            return awaitLatch(end);
        })) {
            CompletableFuture<TransportResponse> future = transport.send(request(server.url("127.0.0.1"), ANY));
            assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
            transport.close();
            transport.close();
            assertThat(future).isCompletedExceptionally();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("session4j-http"));
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed");
            end.countDown();
        }
    }

    @Test
    void clearTextIsForInsecureSeedsOnly() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(null, (socket, request, n) -> ScriptedServer.ok(socket, "answer"))) {
            assertThat(send(request(server.url("127.0.0.1"), new Trust.Insecure()))
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), ANY)))
                    .isInstanceOf(IllegalArgumentException.class);
            Trust pinned = new Trust.Pinned(List.of(NODE.certificate()));
            assertThatThrownBy(() -> send(request(server.url("127.0.0.1"), pinned)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anyCertificateIsForAddressesOfNodesOnly() {
        assertThatThrownBy(() -> send(request("https://seed.example:4443/", ANY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theProviderIsDeclaredForTheModulePathAndForTheClassPath() throws Exception {
        String provider = OkHttpTransportProvider.class.getName();
        String service = "/META-INF/services/" + TransportProvider.class.getName();
        try (InputStream declared = OkHttpTransportTest.class.getResourceAsStream(service)) {
            assertThat(new String(declared.readAllBytes(), StandardCharsets.UTF_8).trim())
                    .isEqualTo(provider);
        }
        assertThat(OkHttpTransport.class.getModule().getDescriptor().provides())
                .anyMatch(provides -> provides.service().equals(TransportProvider.class.getName())
                        && provides.providers().equals(List.of(provider)));
        assertThat(new OkHttpTransportProvider().name()).isEqualTo("okhttp");
    }
}
