package org.session4j.swarm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.FileServerAddress;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionSender;
import org.session4j.onion.ServerDestination;
import org.session4j.onion.Timing;
import org.session4j.onion.TransferProgress;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.swarm.FileServerException.Reason;
import org.session4j.swarm.internal.FileExchange;
import org.session4j.swarm.internal.FileRequest;
import org.session4j.swarm.internal.ProgressRelay;
import org.session4j.swarm.internal.Scheduler;
import org.session4j.swarm.internal.ThreadScheduler;

/**
 * Takes files to a file server and fetches them from any, over onion paths (services: file server). It carries bytes as
 * they are: encrypting them before and opening them afterwards is for {@code org.session4j.protocol.attachment}.
 *
 * <pre>{@code
 * FileServer files = FileServer.builder(onion, network.fileServer().orElseThrow()).open();
 * files.upload(encrypted).thenAccept(file -> System.out.println(file.url(false).format()));
 * }</pre>
 *
 * <p>A request is tried again, over another path, as the network's rules say; a transfer may take longer than other
 * requests and has paths of its own. Beside the file itself an upload holds one buffer of its size, and a download, for a
 * moment, two.
 *
 * <p>Futures fail with a {@link FileServerException} if a server refused or would, and with an {@link OnionException} if it
 * could not be reached. Cancelling one gives the transfer up; what the server has by then, it keeps until it expires. They
 * complete on a thread of this client: what takes long, or waits, belongs elsewhere. Safe for use by many threads.
 */
public final class FileServer implements AutoCloseable {

    /** The largest file that the network carries, in bytes, as it is uploaded (services: sizes). */
    public static final int MAX_FILE_BYTES = 10_223_616;

    private final FileServerAddress home;
    private final Crypto crypto;
    private final Scheduler scheduler;
    private final FileExchange.Tools tools;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private FileServer(Builder builder) {
        home = builder.home;
        crypto = builder.crypto == null ? Crypto.get() : builder.crypto;
        scheduler = builder.scheduler == null ? new ThreadScheduler() : builder.scheduler;
        tools = new FileExchange.Tools(builder.onion, scheduler, builder.timing, builder.nanoTime);
    }

    /**
     * @param onion is not closed by this client
     * @param home where files are uploaded to, and whose URLs need not name a key
     */
    public static Builder builder(OnionSender onion, FileServerAddress home) {
        return new Builder(onion, home);
    }

    // --- uploading ---

    /** As {@link #upload(Bytes, Duration, TransferListener)}, for as long as the server keeps files by itself. */
    public CompletableFuture<UploadedFile> upload(Bytes file) {
        return send(file, null, null);
    }

    /** As {@link #upload(Bytes, Duration, TransferListener)}, for as long as the server keeps files by itself. */
    public CompletableFuture<UploadedFile> upload(Bytes file, TransferListener listener) {
        return send(file, null, listener);
    }

    /**
     * Uploads a file to the home server.
     *
     * @param file encrypted; if it is empty or has more than {@value #MAX_FILE_BYTES} bytes, this fails with
     *     {@link Reason#WRONG_SIZE} before anything is sent
     * @param lifetime in whole seconds; a server refuses more than it is set to
     */
    public CompletableFuture<UploadedFile> upload(Bytes file, Duration lifetime, TransferListener listener) {
        return send(file, lifetime, listener);
    }

    private CompletableFuture<UploadedFile> send(
            Bytes file, @Nullable Duration lifetime, @Nullable TransferListener listener) {
        FileRequest<UploadedFile> request = FileRequest.upload(home, file, lifetime);
        if (file.isEmpty() || file.length() > MAX_FILE_BYTES) {
            return failed(FileServerException.of(
                    Reason.WRONG_SIZE, "file: expected 1 to " + MAX_FILE_BYTES + " bytes, got " + file.length()));
        }
        if (listener == null) {
            return run(home.destination(), request, TransferProgress.NONE);
        }
        ProgressRelay relay = new ProgressRelay(listener, scheduler.executor());
        return ending(relay, run(home.destination(), request, relay.ofUpload()));
    }

    // --- fetching ---

    /** As {@link #download(FileUrl, int, TransferListener)}, up to {@link #MAX_FILE_BYTES}. */
    public CompletableFuture<Bytes> download(FileUrl url) {
        return run(url, FileRequest.download(url.id(), MAX_FILE_BYTES), TransferProgress.NONE);
    }

    /**
     * Fetches a file. A URL that came with a message is a stranger's word: the server that it names learns that somebody
     * asks, though not who.
     *
     * @param url of the home server, an official one, or one whose key it names; else this fails with
     *     {@link Reason#UNKNOWN_SERVER}
     * @param maxBytes a longer file is cut off while reading, and this fails with {@link Reason#WRONG_SIZE}
     * @return what was uploaded, encrypted; never empty
     */
    public CompletableFuture<Bytes> download(FileUrl url, int maxBytes, TransferListener listener) {
        if (maxBytes < 1 || maxBytes > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("maxBytes: expected 1 to " + MAX_FILE_BYTES + ", got " + maxBytes);
        }
        ProgressRelay relay = new ProgressRelay(listener, scheduler.executor());
        return ending(relay, run(url, FileRequest.download(url.id(), maxBytes), relay.ofDownload()));
    }

    /** Size and times of a file, without fetching it. */
    public CompletableFuture<FileInfo> info(FileUrl url) {
        return run(url, FileRequest.info(url.id()), TransferProgress.NONE);
    }

    // --- keeping ---

    /** As {@link #extend(FileUrl, Duration)}, by as long as the server keeps files by itself. */
    public CompletableFuture<FileInfo> extend(FileUrl url) {
        return extend(url, FileRequest.extend(url.id(), null));
    }

    /**
     * Has a file kept for longer; it is never kept for less. Fails with {@link Reason#NOT_EXTENDABLE} before anything is
     * sent if its id is one of those that servers do not extend.
     *
     * @param lifetime from now on, in whole seconds; a server refuses more than it is set to
     * @return with the new expiry
     */
    public CompletableFuture<FileInfo> extend(FileUrl url, Duration lifetime) {
        return extend(url, FileRequest.extend(url.id(), lifetime));
    }

    private CompletableFuture<FileInfo> extend(FileUrl url, FileRequest<FileInfo> request) {
        return url.id().isExtendable()
                ? run(url, request, TransferProgress.NONE)
                : failed(FileServerException.of(
                        Reason.NOT_EXTENDABLE, "the life of a file with a number for an id cannot be extended"));
    }

    /** What the home server knows of the releases of an official app. */
    public CompletableFuture<AppRelease> latestRelease(AppRelease.Platform platform) {
        return run(home.destination(), FileRequest.latestRelease(platform), TransferProgress.NONE);
    }

    // --- any request ---

    private <R> CompletableFuture<R> run(FileUrl url, FileRequest<R> request, TransferProgress progress) {
        try {
            return run(destination(url), request, progress);
        } catch (FileServerException e) {
            return failed(e);
        }
    }

    private <R> CompletableFuture<R> run(ServerDestination server, FileRequest<R> request, TransferProgress progress) {
        FileExchange<R> exchange = new FileExchange<>(tools, server, request, progress);
        CompletableFuture<R> result = exchange.result();
        underWay.add(result);
        CompletableFuture<?> unused = result.whenComplete((value, failure) -> underWay.remove(result));
        if (closed) {
            end(result);
        }
        exchange.start();
        return result;
    }

    private static <R> CompletableFuture<R> failed(FileServerException failure) {
        CompletableFuture<R> failed = new CompletableFuture<>();
        failed.completeExceptionally(failure);
        return failed;
    }

    private static <R> CompletableFuture<R> ending(ProgressRelay relay, CompletableFuture<R> result) {
        CompletableFuture<?> unused = result.whenComplete((value, failure) -> relay.end());
        return result;
    }

    /** Who opens a request for the file: the key is what the URL names, or ours, or the official servers'. */
    private ServerDestination destination(FileUrl url) throws FileServerException {
        if (url.serverKey() == null && url.host().equals(home.destination().host())) {
            return new ServerDestination(
                    url.scheme(), url.host(), url.port(), home.destination().x25519());
        }
        Ed25519PublicKey key = url.trustedKey()
                .orElseThrow(() -> FileServerException.of(Reason.UNKNOWN_SERVER, "the URL names no key of its server"));
        try {
            X25519PublicKey x25519 = X25519PublicKey.of(crypto.ed25519PublicKeyToX25519(key.toByteArray()));
            return new ServerDestination(url.scheme(), url.host(), url.port(), x25519);
        } catch (MalformedDataException e) {
            throw FileServerException.of(Reason.UNKNOWN_SERVER, "the key that the URL names is none");
        }
    }

    private static void end(CompletableFuture<?> result) {
        result.completeExceptionally(
                new OnionException(OnionException.Reason.CLOSED, "the file server's client is closed"));
    }

    /** Ends the threads; transfers under way fail with {@link OnionException.Reason#CLOSED}. May be called again. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(FileServer::end);
        scheduler.close();
    }

    /** Options of a {@link FileServer}. */
    public static final class Builder {

        private final OnionSender onion;
        private final FileServerAddress home;
        private @Nullable Crypto crypto;
        private LongSupplier nanoTime = System::nanoTime;
        private Timing timing = Timing.standard();
        private @Nullable Scheduler scheduler;

        private Builder(OnionSender onion, FileServerAddress home) {
            this.onion = onion;
            this.home = home;
        }

        /** Default: {@link Crypto#get()}. */
        @CanIgnoreReturnValue
        public Builder crypto(Crypto crypto) {
            this.crypto = crypto;
            return this;
        }

        /** What measures spans of time, as {@link System#nanoTime()}, the default. */
        @CanIgnoreReturnValue
        public Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /** How long things take and how often they are tried. */
        @CanIgnoreReturnValue
        public Builder timing(Timing timing) {
            this.timing = timing;
            return this;
        }

        @CanIgnoreReturnValue
        Builder scheduler(Scheduler scheduler) {
            this.scheduler = scheduler;
            return this;
        }

        public FileServer open() {
            return new FileServer(this);
        }
    }
}
