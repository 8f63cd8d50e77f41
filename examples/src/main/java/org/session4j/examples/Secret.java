package org.session4j.examples;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets come from and go to: a file, a question on the terminal that does not show the answer, or a line of standard input.
 * Never the command line, which everybody on the machine can read.
 */
final class Secret {

    private Secret() {}

    /**
     * Reads one secret, without white space around it.
     *
     * @param file that holds nothing else; if null it is asked for
     */
    // On Java 22 to 24 there is a console where there is no terminal too; it reads standard input then.
    @SuppressWarnings("SystemConsoleNull")
    static String read(String what, @Nullable Path file) throws IOException {
        if (file != null) {
            return Files.readString(existing(file)).trim();
        }
        Console console = System.console();
        return console == null ? readLine(what) : new String(console.readPassword("%s: ", what)).trim();
    }

    /** A line of standard input, byte by byte, as what follows it belongs to somebody else. */
    static String readLine(String what) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = System.in.read();
        while (read >= 0 && read != '\n') {
            line.write(read);
            read = System.in.read();
        }
        if (line.size() == 0) {
            throw new EOFException(what + ": expected on standard input, or in a file");
        }
        return line.toString(StandardCharsets.UTF_8).trim();
    }

    /** Writes a new file that only its owner may read; one that is there already may be somebody's account, and stays. */
    static void save(Path file, String secret) throws IOException {
        save(file, secret.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #save(Path, String)}. */
    static void save(Path file, byte[] secret) throws IOException {
        try {
            Files.write(Files.createFile(file, ownerOnly(file)), secret);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + ": is there already", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static Path existing(Path file) throws NoSuchFileException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file + ": no such file");
        }
        return file;
    }
}
