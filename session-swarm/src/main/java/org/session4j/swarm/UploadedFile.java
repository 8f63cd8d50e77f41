package org.session4j.swarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.FileServerAddress;
import org.session4j.onion.ServerDestination;
import org.session4j.protocol.attachment.FileId;
import org.session4j.protocol.attachment.FileUrl;

/**
 * A file that a server has taken.
 *
 * @param server where it lies
 * @param uploaded by the server's clock; null if it did not say
 * @param expires until when the server keeps it; null if it did not say
 */
public record UploadedFile(
        FileServerAddress server,
        FileId id,
        @Nullable Instant uploaded,
        @Nullable Instant expires) {

    /**
     * The URL that goes into a message.
     *
     * @param deterministic whether the file was encrypted in the deterministic form
     */
    public FileUrl url(boolean deterministic) {
        ServerDestination where = server.destination();
        return new FileUrl(where.protocol(), where.host(), where.port(), id, server.ed25519(), deterministic);
    }
}
