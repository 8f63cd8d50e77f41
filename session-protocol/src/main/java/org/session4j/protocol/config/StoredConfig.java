package org.session4j.protocol.config;

import java.util.Objects;
import org.session4j.protocol.Bytes;

/**
 * A message of a config namespace as the swarm has it.
 *
 * @param data decoded from base64
 */
public record StoredConfig(StorageHash hash, Bytes data) {

    public StoredConfig {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(data, "data");
    }
}
