package org.session4j.client.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Attachment;
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
 * @param expires until when the server keeps it there; null if nobody knows
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
        @Nullable String url,
        @Nullable Instant expires) {

    public PendingFile {
        if (expires != null && url == null) {
            throw new IllegalArgumentException("expires: expected none before the file is uploaded");
        }
    }

    /** The same file, uploaded. */
    public PendingFile withUrl(String where, Instant until) {
        return new PendingFile(
                cached, key, digest, size, contentType, fileName, caption, dimensions, voice, where, until);
    }

    /** The same file, to be uploaded again if the server does not keep it any longer. */
    public PendingFile asOf(Instant now) {
        return expires == null || now.isBefore(expires)
                ? this
                : new PendingFile(
                        cached, key, digest, size, contentType, fileName, caption, dimensions, voice, null, null);
    }

    public boolean isUploaded() {
        return url != null;
    }

    /**
     * What goes into the message.
     *
     * @throws IllegalStateException if it was not uploaded yet
     */
    public Attachment attachment() {
        if (url == null) {
            throw new IllegalStateException("expected a file that was uploaded");
        }
        return new Attachment(url, key, digest, size, contentType, fileName, caption, dimensions, voice);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "PendingFile";
    }
}
