package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.OutgoingFile;
import org.session4j.client.SendingFailed;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClientException;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.TextWithFiles;
import org.session4j.client.internal.files.FileFailures;
import org.session4j.client.internal.files.Revocable;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingFile;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.StoreChange;
import org.session4j.onion.Timing;
import org.session4j.protocol.message.Expiration;
import org.session4j.swarm.TransferListener;
import org.session4j.swarm.UploadedFile;

/**
 * One message with files, until it can be sealed (services: file server).
 *
 * <pre>
 *   sizes ─▶ encrypt into the store ─▶ keep ─▶ upload a file, keep its url ─▶ ... ─▶ too late to cancel ─▶ the outbox
 *                                              ▲      │
 *                                              └──────┴── nobody waits, and it may pass: pause, again
 * </pre>
 *
 * <p>Steps follow each other, so what they write needs no lock; who cancels only reads. That it was called off is looked at
 * where the message is kept, under the lock of the ledger, so that it cannot come back after it was removed there.
 */
final class Parcel {

    /** So long a server that does not say keeps a file (services: endpoints). */
    private static final Duration USUAL_LIFE = Duration.ofDays(14);

    private final Parcels parcels;
    private final Conversation conversation;
    private final boolean patient;
    private final TransferListener listener;
    private final Revocable<SentMessage> result = new Revocable<>(this::calledOff);
    private volatile @Nullable PendingMessage pending;
    private volatile @Nullable CompletableFuture<?> step;
    private @Nullable Progress progress;

    Parcel(Parcels parcels, Conversation conversation, boolean patient, TransferListener listener) {
        this.parcels = parcels;
        this.conversation = conversation;
        this.patient = patient;
        this.listener = listener;
    }

    CompletableFuture<SentMessage> result() {
        return result;
    }

    boolean isOf(Conversation other) {
        return conversation.equals(other);
    }

    /** Looks at the files before anything is written, then encrypts them; reads the user's sources, which may block. */
    void pack(TextWithFiles content, Expiration expiration) {
        List<PendingFile> packed = new ArrayList<>();
        try {
            List<Long> sizes = new ArrayList<>();
            for (OutgoingFile file : content.files()) {
                sizes.add(file.size());
            }
            for (int i = 0; i < sizes.size(); i++) {
                packed.add(parcels.cached().add(content.files().get(i), sizes.get(i), () -> !isUnwanted()));
            }
            PendingBody body = new PendingBody.WithFiles(content.text(), content.quote(), content.preview(), packed);
            ship(new PendingMessage(parcels.nextNumber(), conversation, body, expiration, null, null));
        } catch (RuntimeException | Error e) {
            parcels.cached().remove(packed);
            result.completeExceptionally(e);
            parcels.ended(this);
        }
    }

    /** Goes on with a message whose files are in the store, and which is not there itself. */
    void ship(PendingMessage message) {
        PendingMessage packed = begin(message);
        if (keep(packed)) {
            upload();
        } else {
            // Called off, or closed before a later client could know of it.
            parcels.cached().remove(packed.files());
            parcels.ended(this);
        }
    }

    /** Goes on with a message that is in the store with its files. */
    void resume(PendingMessage message) {
        PendingMessage unused = begin(message);
        upload();
    }

    /** Only here it is looked at what has expired: no file is uploaded twice, whatever the server says of its life. */
    private PendingMessage begin(PendingMessage message) {
        PendingBody.WithFiles body = (PendingBody.WithFiles) message.body();
        PendingMessage packed =
                message.withBody(body.asOf(parcels.tools().mailbox().timeNow()));
        pending = packed;
        progress = parcels.progress(
                listener,
                packed.files().stream()
                        .mapToLong(file -> CachedFiles.encryptedSize(file.size()))
                        .sum());
        return packed;
    }

    private boolean isUnwanted() {
        return result.isCalledOff() || result.isDone();
    }

    private boolean keep(PendingMessage message) {
        return parcels.tools().ledger().change(draft -> {
            boolean isWanted = !isUnwanted();
            if (isWanted) {
                draft.add(new StoreChange.PutPending(message));
            }
            return isWanted;
        });
    }

    private PendingMessage pending() {
        PendingMessage message = pending;
        if (message == null) {
            throw new IllegalStateException("not packed yet");
        }
        return message;
    }

    private Progress progress() {
        Progress all = progress;
        if (all == null) {
            throw new IllegalStateException("not packed yet");
        }
        return all;
    }

    private void upload() {
        try {
            List<PendingFile> files = pending().files();
            int next = 0;
            while (next < files.size() && files.get(next).isUploaded()) {
                next++;
            }
            if (isUnwanted()) {
                end();
            } else if (next == files.size()) {
                CompletableFuture<?> unused = progress()
                        .end()
                        .whenCompleteAsync(
                                (all, failure) -> handOver(), parcels.tools().workers());
            } else {
                upload(next, uploadedBytes(files));
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private static long uploadedBytes(List<PendingFile> files) {
        return files.stream()
                .filter(PendingFile::isUploaded)
                .mapToLong(file -> CachedFiles.encryptedSize(file.size()))
                .sum();
    }

    private void upload(int index, long before) {
        PendingFile file = pending().files().get(index);
        long size = CachedFiles.encryptedSize(file.size());
        Progress all = progress();
        all.reach(before);
        CompletableFuture<UploadedFile> uploading = parcels.upload(
                file, (done, inAll) -> all.reach(before + (inAll > 0 ? size * Math.min(done, inAll) / inAll : 0)));
        step = uploading;
        if (isUnwanted()) {
            uploading.cancel(true);
        }
        CompletableFuture<?> unused = uploading.whenCompleteAsync(
                (uploaded, failure) -> follow(index, uploaded, failure),
                parcels.tools().workers());
    }

    private void follow(int index, @Nullable UploadedFile uploaded, @Nullable Throwable failure) {
        if (isUnwanted()) {
            end();
        } else if (uploaded == null) {
            fail(failure);
        } else {
            uploaded(index, uploaded);
        }
    }

    private void uploaded(int index, UploadedFile uploaded) {
        try {
            PendingBody.WithFiles body = (PendingBody.WithFiles) pending().body();
            Instant expires = uploaded.expires() == null
                    ? parcels.tools().mailbox().timeNow().plus(USUAL_LIFE)
                    : uploaded.expires();
            PendingFile file =
                    body.files().get(index).withUrl(uploaded.url(false).format(), expires);
            PendingMessage further = pending().withBody(body.withFile(index, file));
            pending = further;
            if (keep(further)) {
                upload();
            } else {
                end();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void handOver() {
        if (!result.commit()) {
            end();
            return;
        }
        parcels.ended(this);
        CompletableFuture<?> unused = parcels.deliver(pending(), patient).whenComplete((sent, failure) -> {
            if (failure == null) {
                result.complete(sent);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    /** The caller is told, and goes on with it or not; of what nobody waits for, as long as it may pass, not a word. */
    private void fail(@Nullable Throwable failure) {
        SessionClientException told = FileFailures.ofUpload(failure);
        if (patient && told instanceof SessionNetworkException && FileFailures.mayPass(failure)) {
            Runnable unused =
                    parcels.tools().timer().after(parcels.tools().timing().get(Timing.Span.POLL_CAP), this::upload);
            return;
        }
        PendingMessage message = pending();
        parcels.tools()
                .failures()
                .guard(() -> parcels.tools().ledger().update(draft -> {
                    draft.add(new StoreChange.RemovePending(message.number()));
                    if (patient) {
                        draft.tell(new SendingFailed(message));
                    }
                }));
        if (told instanceof SessionNetworkException network) {
            result.completeExceptionally(network.of(message));
        } else {
            parcels.cached().remove(message.files());
            result.completeExceptionally(told);
        }
        end();
    }

    private void end() {
        parcels.ended(this);
        if (result.isCalledOff()) {
            parcels.cached().remove(pending().files());
        }
    }

    /** Before the caller knows that it was: from now on no client sends it. */
    private void calledOff() {
        PendingMessage message = pending;
        CompletableFuture<?> running = step;
        if (running != null) {
            running.cancel(true);
        }
        if (message != null) {
            parcels.tools().ledger().update(draft -> draft.add(new StoreChange.RemovePending(message.number())));
        }
    }

    void cancel() {
        boolean unused = result.cancel(false);
    }

    /** Ends it for this client; a later one goes on with it if it was kept. */
    void abandon() {
        result.completeExceptionally(new ClientClosedException());
        CompletableFuture<?> running = step;
        if (running != null) {
            running.cancel(true);
        }
    }
}
