package org.session4j.swarm.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionRequest.Category;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServerDestination;
import org.session4j.onion.Timing;
import org.session4j.onion.TransferProgress;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.FileServerException;
import org.session4j.swarm.FileServerException.Reason;

/**
 * A request to a file server until it is answered, refused or given up (network: timeouts and retries, path-level errors;
 * services: endpoints):
 *
 * <pre>
 * 200                      done, or failed if the answer cannot be read: it is the server who wrote it
 * 429, 5xx but for 507     again after a pause that doubles
 * any other status         the request fails
 * answer too large,        once more, as it may have been the path's doing
 *   server out of reach
 * no answer                again over another path after a pause that doubles
 * </pre>
 *
 * <p>All of these requests may be repeated: at worst a file lies there twice until it expires. One object is one request;
 * its steps follow each other, so it needs no lock. Completing its future from outside gives it up.
 *
 * @param <R> what the answer says
 */
public final class FileExchange<R> {

    private static final int OK = 200;

    /** What nonce, tag and the metadata of a v4 answer add to its body. */
    private static final int ANSWER_OVERHEAD = 1 << 14;

    /** What all requests share. */
    public record Tools(OnionSender onion, Scheduler scheduler, Timing timing, LongSupplier nanoTime) {}

    private final Tools tools;
    private final ServerDestination server;
    private final FileRequest<R> request;
    private final TransferProgress progress;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final long deadlineNanos;
    private Duration pause;
    private int retriesLeft;
    private int attempts;
    private boolean inDoubt;

    public FileExchange(Tools tools, ServerDestination server, FileRequest<R> request, TransferProgress progress) {
        this.tools = tools;
        this.server = server;
        this.request = request;
        this.progress = progress;
        Timing timing = tools.timing();
        Duration overall = timing.get(request.isTransfer() ? Timing.Span.FILE_OVERALL : Timing.Span.REQUEST_OVERALL);
        deadlineNanos = tools.nanoTime().getAsLong() + overall.toNanos();
        pause = timing.get(Timing.Span.RETRY_PAUSE);
        retriesLeft = timing.get(Timing.Count.REQUEST_RETRIES);
    }

    /** Fails with a {@link FileServerException} or an {@link OnionException}. */
    public CompletableFuture<R> result() {
        return result;
    }

    /** May be called once. */
    public void start() {
        attempt();
    }

    private void attempt() {
        if (result.isDone()) {
            return;
        }
        CompletableFuture<OnionResponse> answer = tools.onion().send(onionRequest());
        attempts++;
        CompletableFuture<?> unused = answer.handleAsync(
                        (response, failure) -> {
                            follow(response, failure);
                            return null;
                        },
                        tools.scheduler().executor())
                .exceptionally(bug -> {
                    result.completeExceptionally(bug);
                    return null;
                });
        CompletableFuture<?> unusedToo = result.whenComplete((value, failure) -> answer.cancel(true));
    }

    private OnionRequest onionRequest() {
        Timing timing = tools.timing();
        // There may be no other path for files; one for messages is sure to be another.
        boolean onFilePath = request.isTransfer() && attempts % 2 == 0;
        return new OnionRequest(
                server,
                request.request(),
                onFilePath ? Category.FILE : Category.STANDARD,
                timing.get(request.isTransfer() ? Timing.Span.FILE_REQUEST : Timing.Span.REQUEST),
                (long) request.maxBodyBytes() + ANSWER_OVERHEAD,
                progress);
    }

    private void follow(@Nullable OnionResponse response, @Nullable Throwable failure) {
        if (response == null) {
            lost(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
        } else if (response.status() == OK) {
            read(response);
        } else {
            FileServerException refused = FileServerException.ofStatus(response.status());
            boolean mayPass = refused.reason() == Reason.RATE_LIMITED || refused.reason() == Reason.SERVER_FAILURE;
            retryIf(mayPass, refused, Duration.ZERO);
        }
    }

    private void read(OnionResponse response) {
        int length = response.body().length();
        if (length > request.maxBodyBytes()) {
            fail(tooLarge());
            return;
        }
        try {
            result.complete(request.reader().read(response.body()));
        } catch (MalformedDataException e) {
            fail(FileServerException.of(Reason.MALFORMED_ANSWER, "the file server's answer is malformed"));
        }
    }

    private FileServerException tooLarge() {
        return FileServerException.of(
                Reason.WRONG_SIZE, "the answer has more than " + request.maxBodyBytes() + " bytes");
    }

    private void lost(@Nullable Throwable failure) {
        if (!(failure instanceof OnionException onion)) {
            fail(failure instanceof Exception exception ? exception : new IOException("no answer", failure));
            return;
        }
        boolean tooLarge = onion.reason() == OnionException.Reason.ANSWER_TOO_LARGE;
        boolean isDoubtful = tooLarge || onion.reason() == OnionException.Reason.SERVER_UNREACHABLE;
        boolean mayPass = onion.isRetryable() && !(isDoubtful && inDoubt);
        inDoubt |= isDoubtful;
        retryIf(mayPass, tooLarge ? tooLarge() : onion, onion.retryAfter().orElse(Duration.ZERO));
    }

    /**
     * @param atLeast what the peer asked to wait
     */
    private void retryIf(boolean mayPass, Exception failure, Duration atLeast) {
        Duration wait = atLeast.compareTo(pause) > 0 ? atLeast : pause;
        boolean late = tools.nanoTime().getAsLong() + wait.toNanos() - deadlineNanos >= 0;
        if (!mayPass || retriesLeft == 0 || late) {
            fail(failure);
            return;
        }
        retriesLeft--;
        pause = pause.multipliedBy(2);
        CompletableFuture<?> unused = tools.scheduler()
                .after(wait)
                .thenRun(this::attempt)
                .exceptionally(bug -> {
                    result.completeExceptionally(bug);
                    return null;
                });
    }

    private void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }
}
