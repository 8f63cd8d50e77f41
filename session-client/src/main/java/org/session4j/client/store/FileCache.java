package org.session4j.client.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Files of one account, under names without meaning: 1 to 64 of the characters {@code a-z 0-9 -}. What is on a disk is
 * encrypted.
 */
public interface FileCache {

    /** What a file is to hold. */
    @FunctionalInterface
    interface Content {

        /**
         * Writes all of it, and leaves the stream open.
         *
         * @throws IOException if it cannot be had; what the stream throws is never one
         */
        void writeTo(OutputStream file) throws IOException;
    }

    /**
     * Keeps what the content writes, or nothing of it if it throws. A file of the same name is replaced.
     *
     * @return its length in bytes
     * @throws java.io.UncheckedIOException with what the content threw; what it throws unchecked is passed on as it is
     * @throws StoreException if it cannot be kept
     */
    @CanIgnoreReturnValue
    long save(String name, Content content);

    /** The bytes of a file from its beginning; reading fails with an {@code IOException} if they were tampered with. */
    Optional<InputStream> open(String name);

    /** Forgets a file, if it is there. */
    void remove(String name);

    /** Forgets all files but these, and what a crash has left half written. Nothing is being saved meanwhile. */
    void retainOnly(Set<String> names);
}
