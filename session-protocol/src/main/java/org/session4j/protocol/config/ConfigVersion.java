package org.session4j.protocol.config;

import java.util.Comparator;
import java.util.Objects;
import org.session4j.protocol.Bytes;

/**
 * Which message it is: several writers may use one sequence number, the hash tells them apart (config: message). Ordered by
 * sequence number, then by hash.
 *
 * @param hash BLAKE2b-256 of all bytes of the message
 */
public record ConfigVersion(long seqno, Bytes hash) implements Comparable<ConfigVersion> {

    static final int HASH_LENGTH = 32;

    private static final Comparator<ConfigVersion> ORDER =
            Comparator.comparingLong(ConfigVersion::seqno).thenComparing(ConfigVersion::hash);

    public ConfigVersion {
        Objects.requireNonNull(hash, "hash");
    }

    @Override
    public int compareTo(ConfigVersion other) {
        return ORDER.compare(this, other);
    }
}
