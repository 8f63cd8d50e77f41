package org.session4j.onion;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.session4j.protocol.Bytes;

/** Written beside the file and then moved over it, so that a crash leaves the old state or the new one. */
final class FileNetworkStore implements NetworkStore {

    /** A list of 2,000 nodes takes about 300 kB. */
    private static final long MAX_BYTES = 16 << 20;

    private final Path file;

    FileNetworkStore(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Bytes> load() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("the stored network state is longer than " + MAX_BYTES + " bytes");
            }
            return Optional.of(Bytes.of(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void save(Bytes state) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, state.toByteArray());
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
