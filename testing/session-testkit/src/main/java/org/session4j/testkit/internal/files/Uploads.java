package org.session4j.testkit.internal.files;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.FileServerSettings;
import org.session4j.testkit.FileServerSettings.Age;
import org.session4j.testkit.FileServerSettings.Ids;
import org.session4j.testkit.StoredFile;

/** Gives uploads their ids and puts them into the table (services: endpoints, file ids). */
final class Uploads {

    private static final int DIGEST = 33;
    private static final int SALT = 16;
    private static final byte[] SALT_TEXT = "SessionFileSvr".getBytes(StandardCharsets.US_ASCII);

    /** How many numbers are drawn for one file before the server gives up. */
    private static final int DRAWS = 25;

    private final Crypto crypto;
    private final FileServerSettings settings;
    private final FileTable table;
    private final Random numbers;

    Uploads(Crypto crypto, FileServerSettings settings, FileTable table, long seed) {
        this.crypto = crypto;
        this.settings = settings;
        this.table = table;
        this.numbers = new Random(seed);
    }

    /** The file as it is now there; nothing if no id was free. */
    Optional<StoredFile> store(byte[] data, Instant now, Instant expires) {
        if (settings.ids() instanceof Ids.Numeric numeric) {
            return storeUnderNumber(Bytes.of(data), numeric.bits(), now, expires);
        }
        StoredFile file = new StoredFile(idOf(data), Bytes.of(data), now, expires);
        return table.add(file, now) ? Optional.of(file) : table.change(file.id(), old -> again(old, now, expires), now);
    }

    /** What the file would be, which is not kept. */
    StoredFile pretend(byte[] data, Instant now, Instant expires) {
        String id = settings.ids() instanceof Ids.Numeric numeric ? draw(numeric.bits()) : idOf(data);
        return new StoredFile(id, Bytes.empty(), now, expires);
    }

    private Optional<StoredFile> storeUnderNumber(Bytes data, int bits, Instant now, Instant expires) {
        for (int i = 0; i < DRAWS; i++) {
            StoredFile file = new StoredFile(draw(bits), data, now, expires);
            if (table.add(file, now)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private synchronized String draw(int bits) {
        return Long.toString(numbers.nextLong() & ((1L << bits) - 1));
    }

    /** The old server shortens the life of a file that comes again with less. */
    private StoredFile again(StoredFile old, Instant now, Instant expires) {
        boolean shorter = settings.age() == Age.CURRENT && old.expires().isAfter(expires);
        return new StoredFile(old.id(), old.data(), now, shorter ? old.expires() : expires);
    }

    private String idOf(byte[] data) {
        try (Blake2bState hash = crypto.blake2bInit(DIGEST, null, Arrays.copyOf(SALT_TEXT, SALT), null)) {
            hash.update(data, data.length);
            return Base64.getUrlEncoder().encodeToString(hash.doFinal());
        }
    }
}
