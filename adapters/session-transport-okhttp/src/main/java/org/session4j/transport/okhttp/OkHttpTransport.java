package org.session4j.transport.okhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.session4j.onion.Transport;
import org.session4j.onion.TransportRequest;
import org.session4j.onion.TransportRequest.Trust;
import org.session4j.onion.TransportResponse;

/**
 * HTTP/1.1 with kept connections, no redirects, cookies or cache.
 *
 * <p>The future of an exchange is completed by a thread of the transport. A kept connection that turns out closed is
 * replaced and the request repeated without a word (network: path-level errors). A connection that is not there within
 * ten seconds, or within the time of the exchange if that is shorter, counts as one that could not be made.
 *
 * <p>Closing fails what is under way and ends the transport's threads; OkHttp's own housekeeping threads are daemons
 * shared by the process and end by themselves when idle.
 */
public final class OkHttpTransport implements Transport {

    /** All traffic goes to two or three guards, so the limit per host is that for all. */
    private static final int MAX_EXCHANGES = 256;

    /** All that were in use at once: with many accounts they will be again, and a handshake costs more than a poll. */
    private static final int MAX_IDLE_CONNECTIONS = MAX_EXCHANGES;

    private static final Duration IDLE_CONNECTION = Duration.ofMinutes(2);
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** What the desktop client says of itself to nodes and seeds (network: seed servers); OkHttp would give its name. */
    private static final String USER_AGENT = "WhatsApp";

    private static final String ACCEPT_LANGUAGE = "en-us";

    private final ExecutorService executor;
    private final Dispatcher dispatcher;
    private final ConnectionPool connections;
    private final TrustedClients clients;
    private final TransportThreads threads = new TransportThreads();
    private volatile boolean closed;

    private OkHttpTransport() {
        executor = new ThreadPoolExecutor(
                0,
                // The dispatcher is what limits: it starts the next exchange before a thread is free again.
                Integer.MAX_VALUE,
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                threads);
        dispatcher = new Dispatcher(executor);
        dispatcher.setMaxRequests(MAX_EXCHANGES);
        dispatcher.setMaxRequestsPerHost(MAX_EXCHANGES);
        connections = new ConnectionPool(MAX_IDLE_CONNECTIONS, IDLE_CONNECTION.toMillis(), TimeUnit.MILLISECONDS);
        clients = new TrustedClients(new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(connections)
                .eventListener(new Exchange.Events())
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                // The time for the whole exchange is set on each call.
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .writeTimeout(0, TimeUnit.MILLISECONDS)
                .build());
    }

    public static OkHttpTransport open() {
        return new OkHttpTransport();
    }

    /**
     * @throws IllegalArgumentException if the URL does not go with the trust: clear text is for
     *     {@link Trust.Insecure} alone, and {@link Trust.AnyCertificate} for https to an IPv4 address
     */
    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        HttpUrl url = requireUrl(request);
        Exchange exchange =
                new Exchange(new AnswerReader(request.maxResponseBytes(), request.progress()), () -> closed);
        CompletableFuture<TransportResponse> future = exchange.future();
        if (closed) {
            exchange.fail(new IOException("not sent"));
            return future;
        }
        Call call = clients.get(request.trust()).newCall(httpRequest(url, request, exchange));
        call.timeout().timeout(Math.max(1, request.timeout().toMillis()), TimeUnit.MILLISECONDS);
        call.enqueue(exchange);
        future.whenComplete((response, failure) -> {
            if (future.isCancelled()) {
                call.cancel();
            }
        });
        return future;
    }

    private static HttpUrl requireUrl(TransportRequest request) {
        HttpUrl url = HttpUrl.parse(request.url().toString());
        if (url == null) {
            throw new IllegalArgumentException("url: expected http or https");
        }
        if (!url.isHttps() && !(request.trust() instanceof Trust.Insecure)) {
            throw new IllegalArgumentException("url: expected https");
        }
        if (request.trust() instanceof Trust.AnyCertificate
                && !IPV4.matcher(url.host()).matches()) {
            throw new IllegalArgumentException("url: expected the IPv4 address of a service node");
        }
        return url;
    }

    private static Request httpRequest(HttpUrl url, TransportRequest request, Exchange exchange) {
        return new Request.Builder()
                .url(url)
                .header("User-Agent", USER_AGENT)
                .header("Accept-Language", ACCEPT_LANGUAGE)
                // Otherwise OkHttp asks for gzip on its own.
                .header("Accept-Encoding", "identity")
                .tag(Exchange.class, exchange)
                .post(new PostBody(request))
                .build();
    }

    @Override
    public void close() {
        closed = true;
        dispatcher.cancelAll();
        executor.shutdown();
        connections.evictAll();
        threads.join(CLOSE.toMillis());
        connections.evictAll();
    }
}
