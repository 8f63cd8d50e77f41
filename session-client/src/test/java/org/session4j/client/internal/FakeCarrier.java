package org.session4j.client.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.files.FileCarrier;
import org.session4j.onion.FileServerAddress;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileId;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.swarm.TransferListener;
import org.session4j.swarm.UploadedFile;

/** A file server by script. */
final class FakeCarrier implements FileCarrier {

    final List<Bytes> uploads = new ArrayList<>();

    /** How the next uploads end; when it is empty, well. */
    final Deque<CompletableFuture<UploadedFile>> script = new ArrayDeque<>();

    @Override
    public CompletableFuture<UploadedFile> upload(Bytes file, TransferListener listener) {
        uploads.add(file);
        CompletableFuture<UploadedFile> next = script.poll();
        return next == null ? CompletableFuture.completedFuture(taken(uploads.size())) : next;
    }

    @Override
    public CompletableFuture<Bytes> download(FileUrl url, TransferListener listener) {
        return new CompletableFuture<>();
    }

    void nextFails(Exception failure) {
        script.add(Failures.failed(failure));
    }

    static UploadedFile taken(int number) {
        try {
            Instant now = FakeMailbox.NOW;
            FileServerAddress server =
                    FileServerAddress.of(URI.create("http://127.0.0.1:8000/"), EngineFixture.BOB.ed25519PublicKey());
            return new UploadedFile(server, FileId.parse(Integer.toString(number)), now, now.plus(Duration.ofDays(14)));
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
