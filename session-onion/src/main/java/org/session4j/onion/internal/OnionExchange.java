package org.session4j.onion.internal;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.Destination;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ResponseTooLargeException;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Transport;
import org.session4j.onion.TransportRequest;
import org.session4j.onion.TransportResponse;
import org.session4j.onion.wire.EncodedOnionRequest;
import org.session4j.onion.wire.OnionAnswer;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.OnionRequestEncoder;
import org.session4j.onion.wire.PathError;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * The real {@link Exchange}: wraps the request, posts it to the guard, and opens the answer or says what the guard's
 * word in clear means (network: layers, answer, path-level errors). Wrapping and opening is done by the workers.
 */
public final class OnionExchange implements Exchange {

    /** The largest answer there is, a retrieve of 7.8 MB or a file of 10 MB, with what base64 adds, and room to spare. */
    private static final long MAX_ANSWER_BYTES = 16L << 20;

    private static final String PATH = "/onion_req/v2";
    private static final int HTTP_OK = 200;

    private final EventLoop loop;
    private final Transport transport;
    private final OnionRequestEncoder encoder;
    private final OnionCipher cipher;

    public OnionExchange(EventLoop loop, Transport transport, Crypto crypto, SecureRandom random, OnionCipher cipher) {
        this.loop = loop;
        this.transport = transport;
        this.encoder = new OnionRequestEncoder(crypto, random);
        this.cipher = cipher;
    }

    @Override
    public CompletableFuture<OnionResponse> post(
            List<ServiceNode> hops, Destination destination, Bytes payload, Duration timeout) {
        Attempt attempt = new Attempt(List.copyOf(hops), destination, timeout);
        if (!loop.work(() -> attempt.start(payload))) {
            attempt.fail(closed());
        }
        return attempt.result;
    }

    private static OnionException closed() {
        return new OnionException(Reason.CLOSED, "the onion client is closed");
    }

    /** One request under way. */
    private final class Attempt {

        private final List<ServiceNode> hops;
        private final Destination destination;
        private final Duration timeout;
        private final CompletableFuture<OnionResponse> result = new CompletableFuture<>();
        private final AtomicBoolean isEnded = new AtomicBoolean();

        private Attempt(List<ServiceNode> hops, Destination destination, Duration timeout) {
            this.hops = hops;
            this.destination = destination;
            this.timeout = timeout;
        }

        private ServiceNode guard() {
            return hops.isEmpty() ? (ServiceNode) destination : hops.get(0);
        }

        private void start(Bytes payload) {
            try {
                send(encoder.encode(hops, destination, payload, cipher));
            } catch (OnionException e) {
                fail(e);
            } catch (MalformedDataException e) {
                fail(new OnionException(Reason.BAD_REQUEST, "a key of the path or destination is unusable"));
            }
        }

        private void send(EncodedOnionRequest request) {
            // The transport has the same limit; this one holds whatever the transport does.
            EventLoop.Timer limit = loop.schedule(timeout, () -> end(request, () -> fail(silence())));
            CompletableFuture<TransportResponse> posted = transport.send(new TransportRequest(
                    URI.create("https://" + guard().ip() + ":" + guard().httpsPort() + PATH),
                    new TransportRequest.Trust.AnyCertificate(),
                    "",
                    request.body(),
                    timeout,
                    MAX_ANSWER_BYTES));
            result.whenComplete((answer, failure) -> {
                limit.cancel();
                posted.cancel(true);
                end(request, () -> {});
            });
            posted.whenComplete((response, failure) -> {
                if (!loop.work(() -> end(request, () -> receive(request, response, failure)))) {
                    end(request, () -> fail(closed()));
                }
            });
        }

        /** Of answer, silence and giving up only the first one counts; after it the key is wiped. */
        private void end(EncodedOnionRequest request, Runnable how) {
            if (isEnded.compareAndSet(false, true)) {
                try {
                    how.run();
                } finally {
                    request.close();
                }
            }
        }

        private void receive(
                EncodedOnionRequest request, @Nullable TransportResponse response, @Nullable Throwable failure) {
            if (response != null) {
                read(request, response);
            } else {
                fail(transportFailure(failure));
            }
        }

        private void read(EncodedOnionRequest request, TransportResponse response) {
            if (response.status() != HTTP_OK) {
                fail(pathError(response));
                return;
            }
            try {
                OnionAnswer answer = request.openAnswer(response.body().toByteArray());
                Bytes body = answer.body();
                result.complete(new OnionResponse(
                        answer.status(), answer.headers(), body != null ? body : Bytes.empty(), hops));
            } catch (DecryptionException | MalformedDataException e) {
                fail(new OnionException(Reason.INVALID_RESPONSE, "the answer does not open", null, null, e));
            }
        }

        private OnionException pathError(TransportResponse response) {
            String text = new String(response.body().toByteArray(), StandardCharsets.UTF_8);
            List<Ed25519PublicKey> keys = new ArrayList<>();
            hops.forEach(hop -> keys.add(hop.ed25519()));
            Ed25519PublicKey target = destination instanceof ServiceNode node ? node.ed25519() : null;
            PathError error = PathError.classify(response.status(), text, keys, target);
            return new OnionException(
                    error.reason(),
                    "the path answered with status " + response.status(),
                    find(error.offender()),
                    response.retryAfter(),
                    null);
        }

        private @Nullable ServiceNode find(@Nullable Ed25519PublicKey key) {
            if (key == null) {
                return null;
            }
            if (destination instanceof ServiceNode node && node.ed25519().equals(key)) {
                return node;
            }
            return hops.stream()
                    .filter(hop -> hop.ed25519().equals(key))
                    .findFirst()
                    .orElse(null);
        }

        private OnionException transportFailure(@Nullable Throwable failure) {
            Throwable cause = failure;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof SocketTimeoutException) {
                return silence();
            }
            if (cause instanceof ResponseTooLargeException) {
                return new OnionException(Reason.INVALID_RESPONSE, "the answer is too large", null, null, cause);
            }
            if (cause instanceof IOException) {
                return new OnionException(
                        Reason.GUARD_UNREACHABLE, "the guard cannot be reached", guard(), null, cause);
            }
            if (cause instanceof CancellationException || cause instanceof IllegalStateException) {
                return new OnionException(Reason.CLOSED, "the transport gave up", null, null, cause);
            }
            return new OnionException(Reason.PATH_ERROR, "the transport failed", null, null, cause);
        }

        private OnionException silence() {
            return new OnionException(Reason.PATH_TIMED_OUT, "no answer within " + timeout.toMillis() + " ms");
        }

        private void fail(OnionException failure) {
            result.completeExceptionally(failure);
        }
    }
}
