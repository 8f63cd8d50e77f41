package org.session4j.store.sqlite;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Bytes;

/**
 * The keys of one account, or of the store itself: one for fields, one for blind indexes, one for files. What is encrypted
 * is bound to the place where it stands, so that rows cannot be exchanged for each other.
 *
 * <p>At rest it is three keysets, each encrypted by a key further out, each behind its length in four bytes.
 */
final class Keyset {

    /** Of a blind index, in bytes. */
    private static final int INDEX_LENGTH = 16;

    private final KeysetHandle fieldKeys;
    private final KeysetHandle indexKeys;
    private final KeysetHandle fileKeys;
    private final Aead fields;
    private final PrfSet indexes;
    private final StreamingAead files;

    private Keyset(KeysetHandle fieldKeys, KeysetHandle indexKeys, KeysetHandle fileKeys)
            throws GeneralSecurityException {
        this.fieldKeys = fieldKeys;
        this.indexKeys = indexKeys;
        this.fileKeys = fileKeys;
        fields = Primitives.of(fieldKeys, Aead.class);
        indexes = Primitives.of(indexKeys, PrfSet.class);
        files = Primitives.of(fileKeys, StreamingAead.class);
    }

    static Keyset generate() {
        try {
            return new Keyset(
                    Primitives.generate(PredefinedAeadParameters.AES256_GCM),
                    Primitives.generate(PredefinedPrfParameters.HMAC_SHA256_PRF),
                    Primitives.generate(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB));
        } catch (GeneralSecurityException e) {
            throw new StoreException("no keys could be made", e);
        }
    }

    /** Its form at rest. */
    byte[] wrap(Aead outer) {
        try {
            byte[][] parts = {wrap(fieldKeys, outer), wrap(indexKeys, outer), wrap(fileKeys, outer)};
            ByteBuffer wrapped =
                    ByteBuffer.allocate(3 * Integer.BYTES + parts[0].length + parts[1].length + parts[2].length);
            for (byte[] part : parts) {
                wrapped.putInt(part.length).put(part);
            }
            return wrapped.array();
        } catch (GeneralSecurityException e) {
            throw new StoreException("the keys could not be encrypted", e);
        }
    }

    private static byte[] wrap(KeysetHandle keys, Aead outer) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(keys, outer, new byte[0]);
    }

    /** Throws {@link StoreException} if the outer key is not the one it was wrapped with, or the bytes were changed. */
    static Keyset unwrap(byte[] wrapped, Aead outer) {
        try {
            ByteBuffer parts = ByteBuffer.wrap(wrapped);
            return new Keyset(unwrap(parts, outer), unwrap(parts, outer), unwrap(parts, outer));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new StoreException("the key does not open this store", null);
        }
    }

    private static KeysetHandle unwrap(ByteBuffer parts, Aead outer) throws GeneralSecurityException {
        int length = parts.getInt();
        if (length < 0 || length > parts.remaining()) {
            throw new GeneralSecurityException("a length beyond the end");
        }
        byte[] part = new byte[length];
        parts.get(part);
        return Primitives.decrypt(part, outer);
    }

    /** What encrypts further in. */
    Aead fields() {
        return fields;
    }

    StreamingAead files() {
        return files;
    }

    /** A name that says nothing to who has not the key, and is the same each time. */
    byte[] index(String kind, String text) {
        try {
            return indexes.computePrimary((kind + '\0' + text).getBytes(StandardCharsets.UTF_8), INDEX_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new StoreException("the store's index failed", e);
        }
    }

    /**
     * Encrypts a field.
     *
     * @param place where it stands
     */
    byte[] seal(Bytes plain, String table, byte[] place) {
        try {
            return fields.encrypt(plain.toByteArray(), associated(table, place));
        } catch (GeneralSecurityException e) {
            throw new StoreException("a field could not be encrypted", e);
        }
    }

    Bytes open(byte[] sealed, String table, byte[] place) {
        try {
            return Bytes.of(fields.decrypt(sealed, associated(table, place)));
        } catch (GeneralSecurityException e) {
            throw new StoreException("a field of the store was changed by someone else", null);
        }
    }

    private static byte[] associated(String table, byte[] place) {
        byte[] name = table.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 1 + place.length)
                .put(name)
                .put((byte) 0)
                .put(place)
                .array();
    }
}
