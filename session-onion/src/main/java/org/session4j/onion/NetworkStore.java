package org.session4j.onion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.session4j.protocol.Bytes;

/**
 * What of the network survives a restart: node list, strikes, guards and clock offset, as one opaque block of bytes that
 * is replaced as a whole (network: disk cache). It holds no secret and no account. Users may implement it.
 *
 * <p>Called by one thread at a time, never by a transport thread. A block that cannot be read, or that is not understood
 * when loaded, is thrown away: the node list is then fetched anew.
 */
public interface NetworkStore {

    /** What was saved last, if anything. */
    Optional<Bytes> load() throws IOException;

    /** Replaces what is stored, all or nothing. */
    void save(Bytes state) throws IOException;

    /** Forgets with the object. */
    static NetworkStore inMemory() {
        return new InMemoryNetworkStore();
    }

    /** One file, replaced in one step. Its folder must exist. */
    static NetworkStore file(Path file) {
        return new FileNetworkStore(file);
    }
}
