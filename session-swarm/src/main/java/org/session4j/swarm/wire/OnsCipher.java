package org.session4j.swarm.wire;

import java.nio.charset.StandardCharsets;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;

/**
 * How the account behind a name is encrypted with the name (services: names). Two schemes: that of today, XChaCha20-Poly1305
 * under a hash of the name, and that of records from before 2020, a secret box with a zero nonce under Argon2id of the name.
 *
 * <p>Names are taken as they are: registered are those in lower case, which {@link org.session4j.swarm.OnsName} sees to.
 */
public final class OnsCipher {

    /** Argon2id's passes in the old scheme. */
    public static final int OLD_PASSES = 3;

    /** Argon2id's memory in the old scheme, in KiB: 256 MiB. */
    public static final int OLD_MEMORY_KIB = 262_144;

    private static final int HASH_LENGTH = 32;
    private static final int VALUE_LENGTH = SessionId.LENGTH + Crypto.AEAD_TAG;

    /** Sixteen zero bytes. */
    private static final int OLD_SALT_LENGTH = 16;

    private final Crypto crypto;

    private OnsCipher(Crypto crypto) {
        this.crypto = crypto;
    }

    public static OnsCipher of(Crypto crypto) {
        return new OnsCipher(crypto);
    }

    /** What a name is asked for by: its BLAKE2b-256. */
    public Bytes nameHash(String name) {
        return Bytes.of(crypto.blake2b(HASH_LENGTH, null, null, utf8(name)));
    }

    /** BLAKE2b-256 of the name under the key that its hash is. */
    public Bytes key(String name) {
        return Bytes.of(crypto.blake2b(Crypto.KEY, nameHash(name).toByteArray(), null, utf8(name)));
    }

    /** Argon2id of the name. Takes 256 MiB and about a second. */
    public Bytes oldKey(String name) {
        return Bytes.of(
                crypto.pwhashArgon2id(Crypto.KEY, utf8(name), new byte[OLD_SALT_LENGTH], OLD_PASSES, OLD_MEMORY_KIB));
    }

    /**
     * Opens a record of today.
     *
     * @param value 49 bytes
     * @param nonce 24 bytes
     * @param key of {@link #key}
     * @throws DecryptionException if it is the record of another name, or broken
     * @throws MalformedDataException if value, nonce or content are not of the promised form
     */
    public SessionId open(Bytes value, Bytes nonce, Bytes key) throws DecryptionException, MalformedDataException {
        if (nonce.length() != Crypto.XCHACHA20_NONCE) {
            throw new MalformedDataException("nonce: expected 24 bytes, got " + nonce.length());
        }
        requireLength(value);
        return account(crypto.xchacha20Poly1305Decrypt(value.toByteArray(), nonce.toByteArray(), key.toByteArray()));
    }

    /**
     * Opens a record of old.
     *
     * @param value 49 bytes
     * @param key of {@link #oldKey}
     * @throws DecryptionException if it is the record of another name, or broken
     * @throws MalformedDataException if value or content are not of the promised form
     */
    public SessionId openOld(Bytes value, Bytes key) throws DecryptionException, MalformedDataException {
        requireLength(value);
        byte[] zeroNonce = new byte[Crypto.BOX_NONCE];
        return account(crypto.secretboxOpenEasy(value.toByteArray(), zeroNonce, key.toByteArray()));
    }

    /** A value that no scheme opens, to be refused before a key is derived. */
    static void requireLength(Bytes value) throws MalformedDataException {
        if (value.length() != VALUE_LENGTH) {
            throw new MalformedDataException(
                    "encrypted value: expected " + VALUE_LENGTH + " bytes, got " + value.length());
        }
    }

    private static SessionId account(byte[] opened) throws MalformedDataException {
        SessionId id = SessionId.decode(opened);
        if (id.kind() != IdKind.STANDARD) {
            throw new MalformedDataException("id: expected kind " + IdKind.STANDARD + ", got " + id.kind());
        }
        return id;
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
