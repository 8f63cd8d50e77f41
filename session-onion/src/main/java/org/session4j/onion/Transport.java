package org.session4j.onion;

import java.util.concurrent.CompletableFuture;

/**
 * Carries bytes to a guard node or a seed server and brings the answer back. Users may implement it; the default is
 * HTTPS with OkHttp ({@code session-transport-okhttp}), found by {@link java.util.ServiceLoader} through
 * {@link TransportProvider}.
 *
 * <p>Safe for use by many threads. The future fails with {@link java.io.IOException}: a connection that could not be
 * made with {@link java.net.ConnectException} or {@link javax.net.ssl.SSLException}, silence with
 * {@link java.net.SocketTimeoutException}, an answer over the limit with {@link ResponseTooLargeException}. Cancelling
 * the future gives the exchange up.
 */
public interface Transport extends AutoCloseable {

    CompletableFuture<TransportResponse> send(TransportRequest request);

    /** Ends connections and threads; exchanges under way fail. May be called more than once. */
    @Override
    void close();
}
