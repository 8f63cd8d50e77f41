package org.session4j.protocol.config;

import java.util.Objects;

/** The name that a swarm gave a stored message. */
public record StorageHash(String value) implements Comparable<StorageHash> {

    public StorageHash {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public int compareTo(StorageHash other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
