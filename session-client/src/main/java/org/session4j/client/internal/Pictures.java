package org.session4j.client.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.FileException;
import org.session4j.client.FileException.Reason;
import org.session4j.client.OutgoingFile;
import org.session4j.client.internal.files.FileCarrier;
import org.session4j.client.internal.files.FileFailures;
import org.session4j.client.internal.files.Revocable;
import org.session4j.client.internal.files.Turns;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.EncryptedBytes;
import org.session4j.protocol.attachment.PictureCipher;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.TransferListener;
import org.session4j.swarm.UploadedFile;

/** Uploads pictures of people and groups, in the form that released apps send (services: profile pictures). */
public final class Pictures implements AutoCloseable {

    private final Chats chats;
    private final @Nullable FileCarrier carrier;
    private final SecureRandom random;
    private final Turns transfers;
    private final Executor workers;
    private final Executor callbacks;
    private final Set<Revocable<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Pictures(
            Chats chats,
            @Nullable FileCarrier carrier,
            SecureRandom random,
            Turns transfers,
            Executor workers,
            Executor callbacks) {
        this.chats = chats;
        this.carrier = carrier;
        this.random = random;
        this.transfers = transfers;
        this.workers = workers;
        this.callbacks = callbacks;
    }

    /** Has this account shown with a picture; until it is uploaded, cancelling what is returned leaves the profile as it is. */
    public CompletableFuture<Profile> set(OutgoingFile picture, TransferListener listener) {
        return upload(picture, listener, chats::changePicture);
    }

    /** What becomes of a picture that was uploaded. */
    interface Use<T> {

        /**
         * @param url where it lies
         * @param key decrypts it
         */
        T of(String url, Bytes key);
    }

    /** Cancelling what is returned leaves it unused, until the picture is uploaded. */
    <T> CompletableFuture<T> upload(OutgoingFile picture, TransferListener listener, Use<T> use) {
        Revocable<T> result = new Revocable<>(() -> {});
        FileCarrier server = carrier;
        if (server == null) {
            result.completeExceptionally(FileFailures.noServer());
            return result;
        }
        underWay.add(result);
        CompletableFuture<?> uploading = CompletableFuture.supplyAsync(() -> encrypt(picture), callbacks)
                .thenCompose(encrypted -> upload(server, encrypted, listener, use, result));
        CompletableFuture<?> ending = result.whenComplete((used, failure) -> underWay.remove(result));
        CompletableFuture<?> failing = uploading.whenComplete((done, failure) -> {
            if (failure != null) {
                result.completeExceptionally(FileFailures.ofUpload(failure));
            }
        });
        if (closed) {
            result.completeExceptionally(new ClientClosedException());
        }
        return result;
    }

    private EncryptedBytes encrypt(OutgoingFile picture) {
        byte[] plain = new byte[Math.toIntExact(picture.size())];
        try (DataInputStream in = new DataInputStream(picture.content().open())) {
            in.readFully(plain);
            if (in.read() >= 0) {
                throw new IOException("the file grew while it was read");
            }
        } catch (IOException e) {
            throw new FileException(Reason.UNREADABLE, "the picture cannot be read", e);
        }
        return PictureCipher.encrypt(plain, random);
    }

    private <T> CompletableFuture<?> upload(
            FileCarrier server, EncryptedBytes encrypted, TransferListener listener, Use<T> use, Revocable<T> result) {
        CompletableFuture<UploadedFile> uploading = transfers.take(() -> server.upload(encrypted.content(), listener));
        CompletableFuture<?> cancelling = result.whenComplete((used, failure) -> uploading.cancel(true));
        return uploading.thenAcceptAsync(
                file -> {
                    if (result.commit()) {
                        String url = file.url(false).format();
                        result.complete(use.of(url, encrypted.file().key()));
                    }
                },
                workers);
    }

    /** What is under way fails. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(result -> result.completeExceptionally(new ClientClosedException()));
    }
}
