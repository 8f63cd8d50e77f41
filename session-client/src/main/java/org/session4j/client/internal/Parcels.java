package org.session4j.client.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.TextWithFiles;
import org.session4j.client.internal.files.FileCarrier;
import org.session4j.client.internal.files.FileFailures;
import org.session4j.client.internal.files.Turns;
import org.session4j.client.store.PendingFile;
import org.session4j.client.store.PendingMessage;
import org.session4j.protocol.message.Expiration;
import org.session4j.swarm.TransferListener;
import org.session4j.swarm.UploadedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages with files, before they go into the {@link Outbox}. Few files are encrypted, and few are uploaded, at the same
 * time: an upload holds its file in memory.
 */
final class Parcels implements AutoCloseable {

    static final TransferListener NOBODY = (done, inAll) -> {};

    private static final Logger LOG = LoggerFactory.getLogger(Parcels.class);

    private static final int MAX_UNDER_WAY = 1_000;
    private static final int PACKED_AT_A_TIME = 2;

    /** So long closing waits until nobody writes into the store any more. */
    private static final Duration CLOSE_WAITS = Duration.ofSeconds(5);

    private final DeliveryTools tools;
    private final Outbox outbox;
    private final @Nullable FileCarrier carrier;
    private final Turns transfers;
    private final Turns packing;
    private final Executor callbacks;
    private final Set<Parcel> underWay = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<?>> packings = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param carrier null if the network has no file server
     * @param transfers whose turn it is to be carried
     * @param callbacks where code of the user may block
     */
    Parcels(DeliveryTools tools, Outbox outbox, @Nullable FileCarrier carrier, Turns transfers, Executor callbacks) {
        this.tools = tools;
        this.outbox = outbox;
        this.carrier = carrier;
        this.transfers = transfers;
        this.callbacks = callbacks;
        this.packing = new Turns(PACKED_AT_A_TIME, callbacks);
    }

    /** Cancelling what is returned calls the message off, until its files are uploaded. */
    CompletableFuture<SentMessage> send(
            Conversation conversation, TextWithFiles content, Expiration expiration, TransferListener listener) {
        Parcel parcel = new Parcel(this, conversation, false, listener);
        if (begin(parcel)) {
            CompletableFuture<?> packed = packing.take(() -> {
                parcel.pack(content, expiration);
                return CompletableFuture.completedFuture(true);
            });
            packings.add(packed);
            CompletableFuture<?> unused = packed.whenComplete((done, failure) -> packings.remove(packed));
        }
        return parcel.result();
    }

    /** Goes on with what a caller was told has failed; what the server has is not uploaded again. */
    CompletableFuture<SentMessage> resend(PendingMessage message) {
        Parcel parcel = new Parcel(this, message.conversation(), false, NOBODY);
        if (begin(parcel)) {
            try {
                parcel.ship(message.withNumber(nextNumber()));
            } catch (RuntimeException notKept) {
                ended(parcel);
                return Failures.failed(notKept);
            }
        }
        return parcel.result();
    }

    /** Goes on with what an earlier client has left; where there is no file server it is left for a later one. */
    void resume(PendingMessage message) {
        Parcel parcel = new Parcel(this, message.conversation(), true, NOBODY);
        if (carrier != null && begin(parcel)) {
            parcel.resume(message);
        }
    }

    private boolean begin(Parcel parcel) {
        RuntimeException refusal = null;
        if (carrier == null) {
            refusal = FileFailures.noServer();
        } else if (underWay.size() >= MAX_UNDER_WAY) {
            refusal = new SessionNetworkException(
                    "expected at most " + MAX_UNDER_WAY + " messages with files under way", null, null);
        } else {
            underWay.add(parcel);
            // Only now: who closes meanwhile either finds it, or is noticed here.
            refusal = closed ? new ClientClosedException() : null;
        }
        if (refusal != null) {
            underWay.remove(parcel);
            parcel.result().completeExceptionally(refusal);
        }
        return refusal == null;
    }

    DeliveryTools tools() {
        return tools;
    }

    CachedFiles cached() {
        return tools.files();
    }

    long nextNumber() {
        return outbox.nextNumber();
    }

    Progress progress(TransferListener listener, long bytesInAll) {
        return new Progress(listener, bytesInAll, callbacks, tools.failures());
    }

    CompletableFuture<UploadedFile> upload(PendingFile file, TransferListener listener) {
        FileCarrier server = carrier;
        return server == null
                ? Failures.failed(FileFailures.noServer())
                : transfers.take(() -> server.upload(cached().read(file), listener));
    }

    CompletableFuture<SentMessage> deliver(PendingMessage message, boolean patient) {
        return outbox.deliver(message, patient);
    }

    void ended(Parcel parcel) {
        underWay.remove(parcel);
    }

    /** Calls off what was to go into a conversation that is no more. */
    void cancel(Conversation conversation) {
        underWay.stream().filter(parcel -> parcel.isOf(conversation)).forEach(Parcel::cancel);
    }

    /** What is under way fails with {@link ClientClosedException}, and stays pending if it is in the store already. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(Parcel::abandon);
        try {
            CompletableFuture.allOf(packings.toArray(new CompletableFuture<?>[0]))
                    .get(CLOSE_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a file was still being read when the client was closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
