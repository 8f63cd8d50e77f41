package org.session4j.client.store;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Attachment.Dimensions;

/**
 * A file that was encrypted and is kept in the {@link FileCache} until its message is delivered.
 *
 * @param cached its name in the cache
 * @param key opens it
 * @param digest of the encrypted file; null if its encryption needs none
 * @param size of the plain file, in bytes
 * @param contentType media type
 * @param dimensions of a picture or video
 * @param voice whether it is a recording that is a message by itself
 * @param url where it was uploaded to; null before
 */
public record PendingFile(
        String cached,
        Bytes key,
        @Nullable Bytes digest,
        long size,
        String contentType,
        @Nullable String fileName,
        @Nullable String caption,
        @Nullable Dimensions dimensions,
        boolean voice,
        @Nullable String url) {

    /** Names the class only. */
    @Override
    public String toString() {
        return "PendingFile";
    }
}
