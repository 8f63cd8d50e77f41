package org.session4j.onion.internal;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
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
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ResponseTooLargeException;
import org.session4j.onion.ServerDestination;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real {@link Exchange}: wraps the request, posts it to the guard, and opens the answer or says what the guard's
 * word in clear means (network: layers, answer, path-level errors). Wrapping and opening is done by the workers.
 */
public final class OnionExchange implements Exchange {

    private static final String PATH = "/onion_req/v2";
    private static final int HTTP_OK = 200;

    private static final Logger LOG = LoggerFactory.getLogger(OnionExchange.class);

    /** Longer than any text of a hop that is looked at, which says what is wrong and names a key. */
    private static final int MAX_ERROR_TEXT = 1024;

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
    public CompletableFuture<OnionResponse> post(List<ServiceNode> hops, OnionRequest request) {
        Attempt attempt = new Attempt(List.copyOf(hops), request);
        // The transport has the same limit; this one holds whatever becomes of transport and workers.
        EventLoop.Timer limit = loop.schedule(request.timeout(), () -> attempt.fail(attempt.silence()));
        attempt.result.whenComplete((answer, failure) -> limit.cancel());
        attempt.step(attempt::start);
        return attempt.result;
    }

    private static OnionException closed() {
        return new OnionException(Reason.CLOSED, "the onion client is closed");
    }

    /** One request under way. */
    private final class Attempt {

        private final List<ServiceNode> hops;
        private final OnionRequest request;
        private final Destination destination;
        private final CompletableFuture<OnionResponse> result = new CompletableFuture<>();
        private final AtomicBoolean isEnded = new AtomicBoolean();

        private Attempt(List<ServiceNode> hops, OnionRequest request) {
            this.hops = hops;
            this.request = request;
            this.destination = request.destination();
        }

        private ServiceNode guard() {
            return hops.isEmpty() ? (ServiceNode) destination : hops.get(0);
        }

        /** Does something on a worker; whatever goes wrong there, the attempt ends. */
        private void step(Runnable work) {
            boolean accepted = loop.work(() -> {
                try {
                    work.run();
                } catch (RuntimeException | Error bug) {
                    LOG.error("a step of an onion request failed", bug);
                    fail(OnionFailures.of(bug));
                }
            });
            if (!accepted) {
                fail(closed());
            }
        }

        private void start() {
            try {
                send(encoder.encode(hops, destination, request.payload(), cipher));
            } catch (OnionException e) {
                fail(e);
            } catch (MalformedDataException e) {
                fail(new OnionException(Reason.BAD_REQUEST, "a key of the path or destination is unusable"));
            }
        }

        private void send(EncodedOnionRequest encoded) {
            result.whenComplete((answer, failure) -> end(encoded, () -> {}));
            if (result.isDone()) {
                return;
            }
            CompletableFuture<TransportResponse> posted = transport.send(new TransportRequest(
                    URI.create("https://" + guard().ip() + ":" + guard().httpsPort() + PATH),
                    new TransportRequest.Trust.AnyCertificate(),
                    "",
                    encoded.body(),
                    request.timeout(),
                    request.maxAnswerBytes(),
                    request.progress()));
            result.whenComplete((answer, failure) -> giveUp(posted));
            posted.whenComplete((response, failure) ->
                    step(() -> end(encoded, () -> receive(encoded, response, failure))));
        }

        /** By a worker, as it is code of the transport's. */
        private void giveUp(CompletableFuture<TransportResponse> posted) {
            if (!posted.isDone() && !loop.work(() -> posted.cancel(true))) {
                posted.cancel(true);
            }
        }

        /** Of answer, silence and giving up only the first one may use the key; after it the key is wiped. */
        private void end(EncodedOnionRequest encoded, Runnable how) {
            if (isEnded.compareAndSet(false, true)) {
                try {
                    how.run();
                } finally {
                    encoded.close();
                }
            }
        }

        private void receive(
                EncodedOnionRequest encoded, @Nullable TransportResponse response, @Nullable Throwable failure) {
            if (response != null) {
                read(encoded, response);
            } else {
                fail(transportFailure(failure));
            }
        }

        private void read(EncodedOnionRequest encoded, TransportResponse response) {
            if (response.status() != HTTP_OK) {
                fail(pathError(response));
                return;
            }
            try {
                OnionAnswer answer = encoded.openAnswer(response.body());
                Bytes body = answer.body();
                result.complete(new OnionResponse(
                        answer.status(), answer.headers(), body != null ? body : Bytes.empty(), hops));
            } catch (DecryptionException | MalformedDataException e) {
                fail(new OnionException(Reason.INVALID_RESPONSE, "the answer does not open", null, null, e));
            }
        }

        private OnionException pathError(TransportResponse response) {
            Bytes start = response.body().slice(0, Math.min(response.body().length(), MAX_ERROR_TEXT));
            String text = new String(start.toByteArray(), StandardCharsets.UTF_8);
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
                Reason reason =
                        destination instanceof ServerDestination ? Reason.ANSWER_TOO_LARGE : Reason.INVALID_RESPONSE;
                return new OnionException(reason, "the answer is too large", null, null, cause);
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
            return new OnionException(
                    Reason.PATH_TIMED_OUT,
                    "no answer within " + request.timeout().toMillis() + " ms");
        }

        private void fail(OnionException failure) {
            result.completeExceptionally(failure);
        }
    }
}
