package org.session4j.client.internal.files;

import java.util.concurrent.CompletableFuture;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.swarm.FileServer;
import org.session4j.swarm.TransferListener;
import org.session4j.swarm.UploadedFile;

/** What a client asks of file servers. Cancelling a future ends the transfer; they complete on threads that must not be held up. */
public interface FileCarrier {

    CompletableFuture<UploadedFile> upload(Bytes file, TransferListener listener);

    /** At most {@link FileServer#MAX_FILE_BYTES}. */
    CompletableFuture<Bytes> download(FileUrl url, TransferListener listener);

    static FileCarrier of(FileServer server) {
        return new FileCarrier() {
            @Override
            public CompletableFuture<UploadedFile> upload(Bytes file, TransferListener listener) {
                return server.upload(file, listener);
            }

            @Override
            public CompletableFuture<Bytes> download(FileUrl url, TransferListener listener) {
                return server.download(url, FileServer.MAX_FILE_BYTES, listener);
            }
        };
    }
}
