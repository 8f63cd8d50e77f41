package org.session4j.swarm.internal.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.swarm.oxend.OxendException;

/**
 * {@link HttpPost} with what every JDK and Android has. The body is announced with its length and streamed, as the JDK
 * would otherwise post it again by itself where a server hangs up, and every connection is used once.
 */
final class UrlPost implements HttpPost {

    private static final int OK = 200;
    private static final int PIECE = 1 << 14;

    private final URL url;
    private final Duration timeout;
    private final int maxAnswerBytes;
    private final ScheduledExecutorService timer;
    private volatile @Nullable HttpURLConnection current;
    private volatile boolean closed;

    /**
     * @param timeout for a whole exchange
     * @param timer ends exchanges that take too long
     */
    UrlPost(URL url, Duration timeout, int maxAnswerBytes, ScheduledExecutorService timer) {
        this.url = url;
        this.timeout = timeout;
        this.maxAnswerBytes = maxAnswerBytes;
        this.timer = timer;
    }

    @Override
    public HttpAnswer post(Bytes json, @Nullable String authorization) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        current = connection;
        AtomicBoolean expired = new AtomicBoolean();
        Future<?> limit = timer.schedule(
                () -> {
                    expired.set(true);
                    connection.disconnect();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            if (closed) {
                throw new IOException("closed");
            }
            prepare(connection, json.length(), authorization);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(json.toByteArray());
            }
            return read(connection, expired);
        } catch (IOException e) {
            throw expired.get() && !(e instanceof SocketTimeoutException) ? expired(e) : e;
        } finally {
            limit.cancel(false);
            connection.disconnect();
            current = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        HttpURLConnection connection = current;
        if (connection != null) {
            connection.disconnect();
        }
    }

    private static SocketTimeoutException expired(@Nullable IOException cause) {
        SocketTimeoutException expired = new SocketTimeoutException("no answer in time");
        if (cause != null) {
            expired.initCause(cause);
        }
        return expired;
    }

    private void prepare(HttpURLConnection connection, int length, @Nullable String authorization) throws IOException {
        int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(length);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json");
        // Otherwise Android asks for gzip on its own.
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "session4j");
        connection.setRequestProperty("Connection", "close");
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
    }

    private HttpAnswer read(HttpURLConnection connection, AtomicBoolean expired) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw OxendException.of(OxendException.Reason.MALFORMED_ANSWER, "the answer is not HTTP");
        }
        if (status != OK) {
            return new HttpAnswer(status, challenges(connection), Bytes.empty());
        }
        if (connection.getContentLengthLong() > maxAnswerBytes) {
            throw tooLarge();
        }
        try (InputStream in = connection.getInputStream()) {
            return new HttpAnswer(status, List.of(), readBody(in, expired));
        }
    }

    /** Header names are compared without regard to case, which the map does not do by itself on the JDK. */
    private static List<String> challenges(HttpURLConnection connection) {
        for (Map.Entry<String, List<String>> header :
                connection.getHeaderFields().entrySet()) {
            // The status line is there under no name.
            String name = header.getKey();
            if (name != null && name.toLowerCase(Locale.ROOT).equals("www-authenticate")) {
                return header.getValue();
            }
        }
        return List.of();
    }

    private Bytes readBody(InputStream in, AtomicBoolean expired) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        int count = in.read(piece);
        while (count >= 0) {
            if (body.size() + count > maxAnswerBytes) {
                throw tooLarge();
            }
            if (expired.get()) {
                throw expired(null);
            }
            body.write(piece, 0, count);
            count = in.read(piece);
        }
        return Bytes.unsafeWrap(body.toByteArray());
    }

    private OxendException tooLarge() {
        return OxendException.of(
                OxendException.Reason.TOO_LARGE, "the answer is longer than " + maxAnswerBytes + " bytes");
    }
}
