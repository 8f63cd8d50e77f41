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
import java.util.regex.Pattern;
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
    private static final int BUFFER_SIZE = 16 * 1024;

    private final Path folder;
    private final Keyset keys;

    SqliteFileCache(Path folder, Keyset keys) {
        this.folder = folder;
        this.keys = keys;
    }

    @Override
    public long save(String name, InputStream content) {
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

    private long write(Path partial, String name, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long length = 0;
        try (OutputStream file = Files.newOutputStream(partial);
                OutputStream sealed = keys.files().newEncryptingStream(file, associated(name))) {
            for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
                sealed.write(buffer, 0, read);
                length += read;
            }
            return length;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** A source that fails is no failure of the store. */
    private static int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
