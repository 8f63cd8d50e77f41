package org.session4j.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.session4j.client.store.FileCache;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Bytes;

/**
 * Encrypted files in a folder of the account's own, under names from which nothing can be learnt. A file is written beside
 * its place and moved there once it is whole and on the disk.
 */
final class SqliteFileCache implements FileCache {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final String PARTIAL = ".part";

    private final Path folder;
    private final Keyset keys;

    SqliteFileCache(Path folder, Keyset keys) {
        this.folder = folder;
        this.keys = keys;
    }

    @Override
    public long save(String name, Content content) {
        Path file = file(name);
        Path partial = folder.resolve(file.getFileName() + PARTIAL);
        try {
            Files.createDirectories(folder);
            long length = write(partial, name, content);
            try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return length;
        } catch (IOException e) {
            throw new StoreException("a file could not be kept", e);
        } finally {
            deleteQuietly(partial);
        }
    }

    private long write(Path partial, String name, Content content) throws IOException {
        try (OutputStream file = Files.newOutputStream(partial);
                Sealed sealed = new Sealed(keys.files().newEncryptingStream(file, associated(name)))) {
            fill(sealed, content);
            return sealed.length;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** A source that fails is no failure of the store. */
    private static void fill(OutputStream file, Content content) {
        try {
            content.writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts, and tells the failures of the disk from those of what is to be kept. */
    private static final class Sealed extends OutputStream {

        private final OutputStream file;
        private long length;

        Sealed(OutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            try {
                file.write(bytes, offset, count);
                length += count;
            } catch (IOException e) {
                throw new StoreException("a file could not be kept", e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public Optional<InputStream> open(String name) {
        try {
            return Optional.of(keys.files().newDecryptingStream(Files.newInputStream(file(name)), associated(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException("a file could not be opened", e);
        }
    }

    @Override
    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new StoreException("a file could not be removed", e);
        }
    }

    @Override
    public void retainOnly(Set<String> names) {
        if (!Files.exists(folder)) {
            return;
        }
        Set<Path> kept = names.stream().map(this::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!kept.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new StoreException("files could not be removed", e);
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: expected 1 to 64 of a-z 0-9 -");
        }
        return folder.resolve(Bytes.of(keys.index("file", name)).toHex());
    }

    private static byte[] associated(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is overwritten when a file of the same name is saved, and unreadable in any case once wiped.
        }
    }
}
