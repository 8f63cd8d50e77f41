package org.session4j.client.internal.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that gets its name when it is whole and on the disk; until then it has another one beside it, or is gone. */
final class TargetFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetFile.class);

    private final Path target;
    private final Path partial;
    private final FileChannel channel;

    private TargetFile(Path target, Path partial) throws IOException {
        this.target = target;
        this.partial = partial;
        this.channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    static TargetFile open(Path target) throws IOException {
        return new TargetFile(target, target.resolveSibling("." + UUID.randomUUID() + ".part"));
    }

    OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /** Everything is written. */
    void sync() throws IOException {
        channel.force(true);
        channel.close();
    }

    /** Gives it its name, and takes it from another file that has it. */
    void rename() throws IOException {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes it if it did not get its name. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            LOG.warn("a partial file could not be removed");
        }
    }
}
