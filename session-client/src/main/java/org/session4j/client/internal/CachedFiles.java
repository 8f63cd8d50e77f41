package org.session4j.client.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.session4j.client.FileException;
import org.session4j.client.FileException.Reason;
import org.session4j.client.OutgoingFile;
import org.session4j.client.store.FileCache;
import org.session4j.client.store.PendingFile;
import org.session4j.client.store.PendingMessage;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.EncryptedFile;
import org.session4j.protocol.attachment.LegacyCipher;

/**
 * Encrypted files that lie in the store as long as their message is on its way. They are as they will be uploaded: in the
 * form that released apps send (services: legacy attachment encryption).
 */
final class CachedFiles {

    private static final int NAME_BYTES = 16;
    private static final int BLOCK = 1 << 15;

    private final Ledger ledger;
    private final Failures failures;
    private final SecureRandom random;

    CachedFiles(Ledger ledger, Failures failures, SecureRandom random) {
        this.ledger = ledger;
        this.failures = failures;
        this.random = random;
    }

    private FileCache cache() {
        return ledger.store().files(ledger.account());
    }

    /** Of a file as it is kept, in bytes. */
    static long encryptedSize(long size) {
        return LegacyCipher.encryptedLength(Math.toIntExact(size));
    }

    /**
     * Encrypts a file and keeps it.
     *
     * @param size that the file was found to have
     * @param isWanted asked before each piece; a {@link CancellationException} ends it if not
     */
    PendingFile add(OutgoingFile file, long size, BooleanSupplier isWanted) {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        String cached = Bytes.of(name).toHex();
        AtomicReference<EncryptedFile> facts = new AtomicReference<>();
        try {
            cache().save(cached, out -> {
                EncryptedFile written =
                        LegacyCipher.encrypt(() -> new Watched(file.content().open(), size, isWanted), out, random);
                if (written.plainLength() != size) {
                    throw new IOException("the file changed while it was read");
                }
                facts.set(written);
            });
        } catch (UncheckedIOException e) {
            throw new FileException(Reason.UNREADABLE, "a file to send cannot be read", e.getCause());
        }
        EncryptedFile written = facts.get();
        return new PendingFile(
                cached,
                written.key(),
                written.digest(),
                size,
                file.contentType(),
                file.fileName(),
                file.caption(),
                file.dimensions(),
                file.voice(),
                null,
                null);
    }

    /** Reads as much as there should be, and only while it is wanted. */
    private static final class Watched extends FilterInputStream {

        private final BooleanSupplier isWanted;
        private long left;

        Watched(InputStream in, long size, BooleanSupplier isWanted) {
            super(in);
            this.isWanted = isWanted;
            this.left = size;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!isWanted.getAsBoolean()) {
                throw new CancellationException("the message is not wanted any more");
            }
            int count = in.read(target, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new IOException("the file grew while it was read");
            }
            return count;
        }
    }

    /** All of a file, to be uploaded. */
    Bytes read(PendingFile file) {
        byte[] whole = new byte[Math.toIntExact(encryptedSize(file.size()))];
        try (InputStream in = cache().open(file.cached())
                .orElseThrow(() -> new FileException(Reason.UNREADABLE, "the file is not kept any longer", null))) {
            int length = 0;
            for (int count = 0; count >= 0 && length < whole.length; length += Math.max(count, 0)) {
                count = in.read(whole, length, Math.min(BLOCK, whole.length - length));
            }
            if (length < whole.length || in.read() >= 0) {
                throw new IOException("expected " + whole.length + " bytes");
            }
            return Bytes.unsafeWrap(whole);
        } catch (IOException e) {
            throw new FileException(Reason.UNREADABLE, "the file in the store cannot be read", e);
        }
    }

    /** Forgets them with their message. If that fails, they are leftovers. */
    void remove(List<PendingFile> files) {
        files.forEach(file -> failures.guard(() -> cache().remove(file.cached())));
    }

    /** Forgets those of a message that was given up, unless it is on its way after all. */
    void removeUnlessPending(List<PendingFile> files) {
        Set<String> named = pending();
        remove(files.stream().filter(file -> !named.contains(file.cached())).collect(Collectors.toList()));
    }

    /** Removes what an earlier client has left, and no message on its way needs. */
    void removeLeftovers() {
        failures.guard(() -> cache().retainOnly(pending()));
    }

    private Set<String> pending() {
        return ledger.store().pending(ledger.account()).stream()
                .map(PendingMessage::files)
                .flatMap(List::stream)
                .map(PendingFile::cached)
                .collect(Collectors.toSet());
    }
}
