package org.session4j.client.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.InputStream;
import java.util.Optional;

/** Files of one account, under names without meaning. What is on a disk is encrypted. */
public interface FileCache {

    /**
     * Keeps what a stream holds to its end, or nothing of it. The stream stays the caller's to close. A file of the same
     * name is replaced.
     *
     * @param name 1 to 64 of the characters {@code a-z 0-9 -}
     * @return its length in bytes
     * @throws java.io.UncheckedIOException if the source cannot be read
     * @throws StoreException if it cannot be kept
     */
    @CanIgnoreReturnValue
    long save(String name, InputStream content);

    /** The bytes of a file from its beginning; reading fails with an {@code IOException} if they were tampered with. */
    Optional<InputStream> open(String name);

    /** Forgets a file, if it is there. */
    void remove(String name);
}
