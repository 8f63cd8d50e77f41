package org.session4j.transport.okhttp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ResponseTooLargeException;
import org.session4j.onion.TransportResponse;
import org.session4j.protocol.Bytes;

/** One request under way: has the answer read, and says in the words of the port what went wrong. */
final class Exchange implements Callback {

    /** Longer delays asked for by a peer are not believed. */
    private static final long MAX_RETRY_AFTER_SECONDS = 86_400;

    private final AnswerReader answer;
    private final BooleanSupplier closed;
    private final CompletableFuture<TransportResponse> future = new CompletableFuture<>();
    private volatile boolean connected;

    /**
     * @param closed whether the transport is, as then nobody else is to blame
     */
    Exchange(AnswerReader answer, BooleanSupplier closed) {
        this.answer = answer;
        this.closed = closed;
    }

    CompletableFuture<TransportResponse> future() {
        return future;
    }

    /** Tells each exchange, which its request carries as a tag, that it has a connection. */
    static final class Events extends EventListener {

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            Exchange exchange = call.request().tag(Exchange.class);
            if (exchange != null) {
                exchange.connected = true;
            }
        }
    }

    @Override
    public void onResponse(Call call, Response response) {
        try (response) {
            Bytes body = answer.read(response);
            future.complete(new TransportResponse(response.code(), body, retryAfter(response)));
        } catch (IOException e) {
            // Otherwise closing the response would first try to read what is left of it.
            call.cancel();
            fail(e);
        } catch (RuntimeException | Error bug) {
            // OkHttp calls nobody back for it, and somebody waits.
            future.completeExceptionally(bug);
        }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
        fail(failure);
    }

    void fail(IOException failure) {
        future.completeExceptionally(
                closed.getAsBoolean() ? new IOException("the transport is closed", failure) : translate(failure));
    }

    /** Seconds only; a date would need a clock that agrees with the peer's. */
    private static @Nullable Duration retryAfter(Response response) {
        String value = response.header("Retry-After");
        if (value == null || !value.matches("[0-9]{1,9}")) {
            return null;
        }
        return Duration.ofSeconds(Math.min(Long.parseLong(value), MAX_RETRY_AFTER_SECONDS));
    }

    private IOException translate(IOException failure) {
        if (failure instanceof SSLException || failure instanceof ResponseTooLargeException) {
            return failure;
        }
        if (!connected) {
            return failure instanceof ConnectException
                    ? failure
                    : caused(new ConnectException("no connection"), failure);
        }
        // OkHttp says plain InterruptedIOException when the time for the whole call is up.
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
            return caused(new SocketTimeoutException("no answer in time"), failure);
        }
        return failure;
    }

    private static IOException caused(IOException translated, IOException cause) {
        translated.initCause(cause);
        return translated;
    }
}
