package org.session4j.client.internal.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ClientClosedException;
import org.session4j.client.FileException;
import org.session4j.client.FileException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileOpener;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.TransferListener;

/**
 * Fetches files and opens them.
 *
 * <pre>
 *   url known? ─▶ its turn ─▶ fetch ─▶ open, under another name ─▶ all of it in order? ─▶ too late to cancel ─▶ rename
 * </pre>
 */
public final class Downloads implements AutoCloseable {

    private final @Nullable FileCarrier carrier;
    private final Crypto crypto;
    private final Executor workers;
    private final Turns turns;
    private final Set<Revocable<Path>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param carrier null if the network has no file server
     */
    public Downloads(@Nullable FileCarrier carrier, Crypto crypto, Executor workers, Turns turns) {
        this.carrier = carrier;
        this.crypto = crypto;
        this.workers = workers;
        this.turns = turns;
    }

    /** What is fetched, and how it is opened. */
    private record Order(FileUrl url, FileOpener opener, long size) {}

    public CompletableFuture<Path> fetch(Attachment attachment, Path target, TransferListener listener) {
        return fetch(target, listener, () -> {
            FileUrl url = url(attachment.url());
            // The size is looked at below: here too much of it would go unnoticed.
            FileOpener opener = FileOpener.ofAttachment(url, attachment.key(), attachment.digest(), 0, crypto);
            return new Order(url, opener, attachment.size());
        });
    }

    /**
     * @throws IllegalArgumentException if the profile has no picture
     */
    public CompletableFuture<Path> fetchPicture(Profile profile, Path target, TransferListener listener) {
        String picture = profile.pictureUrl();
        Bytes key = profile.pictureKey();
        if (picture == null || key == null) {
            throw new IllegalArgumentException("profile: expected one with a picture");
        }
        return fetch(target, listener, () -> {
            FileUrl url = url(picture);
            return new Order(url, FileOpener.ofPicture(url, key, crypto), 0);
        });
    }

    private static FileUrl url(String text) {
        try {
            return FileUrl.parse(text);
        } catch (MalformedDataException e) {
            throw FileFailures.refused(e);
        }
    }

    /** Reads what a stranger wrote. */
    @FunctionalInterface
    private interface Reading {
        Order read() throws MalformedDataException;
    }

    private CompletableFuture<Path> fetch(Path target, TransferListener listener, Reading reading) {
        Revocable<Path> result = new Revocable<>(() -> {});
        try {
            if (carrier == null) {
                throw FileFailures.noServer();
            }
            Path folder = target.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new FileException(Reason.NOT_WRITABLE, "target: expected one in a folder that exists", null);
            }
            begin(carrier, reading.read(), target, listener, result);
        } catch (MalformedDataException e) {
            result.completeExceptionally(FileFailures.doesNotOpen(e));
        } catch (FileException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private void begin(
            FileCarrier server, Order order, Path target, TransferListener listener, Revocable<Path> result) {
        underWay.add(result);
        CompletableFuture<Path> turn = turns.take(() -> {
            CompletableFuture<Bytes> fetching = server.download(order.url(), listener);
            CompletableFuture<?> cancelling = result.whenComplete((path, failure) -> fetching.cancel(true));
            return fetching.thenApplyAsync(file -> open(order, file, target, result), workers);
        });
        CompletableFuture<?> cancelling = result.whenComplete((path, failure) -> {
            underWay.remove(result);
            turn.cancel(true);
        });
        CompletableFuture<?> unused = turn.whenComplete((path, failure) -> {
            if (failure == null) {
                result.complete(path);
            } else {
                result.completeExceptionally(FileFailures.ofDownload(failure));
            }
        });
        if (closed) {
            result.completeExceptionally(new ClientClosedException());
        }
    }

    private static Path open(Order order, Bytes file, Path target, Revocable<Path> result) {
        try (TargetFile whole = TargetFile.open(target)) {
            ClaimedSize out = new ClaimedSize(
                    new Wanted(whole.out(), result), order.size(), !order.url().deterministic());
            order.opener().decrypt(file.newInputStream(), out);
            out.requireKept();
            whole.sync();
            if (!result.commit()) {
                throw new IOException("not wanted any more");
            }
            whole.rename();
            return target;
        } catch (MalformedDataException | DecryptionException e) {
            throw FileFailures.doesNotOpen(e);
        } catch (IOException e) {
            throw new FileException(Reason.NOT_WRITABLE, "the file cannot be written to its target", e);
        }
    }

    /** Ends the writing of what nobody waits for any more. */
    private static final class Wanted extends OutputStream {

        private final OutputStream out;
        private final CompletableFuture<?> result;

        Wanted(OutputStream out, CompletableFuture<?> result) {
            this.out = out;
            this.result = result;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (result.isDone()) {
                throw new IOException("not wanted any more");
            }
            out.write(bytes, offset, count);
        }
    }

    /** What is under way fails, and leaves nothing behind. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(result -> result.completeExceptionally(new ClientClosedException()));
    }
}
