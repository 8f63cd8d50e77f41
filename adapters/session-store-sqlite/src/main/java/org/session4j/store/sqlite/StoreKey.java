package org.session4j.store.sqlite;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.crypto.Crypto;

/**
 * Opens a store: a passphrase, or 32 bytes that the caller keeps somewhere safe. Used once for each opening, and wiped then
 * by {@link SqliteMessageStore#open}.
 */
public final class StoreKey {

    /** Of a key given by the caller, in bytes. */
    public static final int LENGTH = 32;

    /** Argon2id: 3 passes over 64 MiB, the second recommended setting of RFC 9106, with one lane. */
    private static final int PASSES = 3;

    private static final int MEMORY_KIB = 64 * 1024;

    private final byte[] secret;
    private final boolean passphrase;

    private StoreKey(byte[] secret, boolean passphrase) {
        this.secret = secret;
        this.passphrase = passphrase;
    }

    /**
     * From a passphrase, from which the key is made by Argon2id: about a third of a second and 64 MiB for each opening.
     *
     * @param passphrase not empty; stays the caller's to wipe
     */
    public static StoreKey ofPassphrase(char[] passphrase) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("passphrase: expected at least one character");
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return new StoreKey(bytes, true);
    }

    /** From {@value #LENGTH} random bytes, such as a key from the operating system's key store; they are copied. */
    public static StoreKey of(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("key: expected " + LENGTH + " bytes, got " + key.length);
        }
        return new StoreKey(key.clone(), false);
    }

    /** What encrypts the keys of the store. */
    @AccessesPartialKey
    Aead toAead(byte[] salt) {
        byte[] key =
                passphrase ? Crypto.get().pwhashArgon2id(LENGTH, secret, salt, PASSES, MEMORY_KIB) : secret.clone();
        try {
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(LENGTH)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey wrapping = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            KeysetHandle keys = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(wrapping).withRandomId().makePrimary())
                    .build();
            return Primitives.of(keys, Aead.class);
        } catch (GeneralSecurityException e) {
            throw new StoreException("the store's key cannot be used", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    void destroy() {
        Arrays.fill(secret, (byte) 0);
    }

    /** Prints nothing of the key. */
    @Override
    public String toString() {
        return "StoreKey";
    }
}
