package org.session4j.protocol.attachment;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;

/**
 * The form in which released apps send profile pictures (services: profile pictures). Not padded; in memory, as pictures
 * are small.
 *
 * <pre>
 * offset  length  what
 * 0       12      nonce
 * 12      n       AES-256-GCM of the picture
 * 12 + n  16      tag
 * </pre>
 */
public final class PictureCipher {

    /** Of the key for a picture, in bytes. */
    public static final int KEY_LENGTH = 32;

    /** The largest picture that is sent or opened, in bytes. */
    public static final int MAX_PLAIN_LENGTH = 10_000_000;

    /** By how many bytes an encrypted picture is longer than the picture. */
    public static final int OVERHEAD = Crypto.AES_GCM_NONCE + Crypto.AEAD_TAG;

    /** Of the keys in old profiles. */
    private static final int OLD_KEY_LENGTH = 16;

    private static final int NONCE = Crypto.AES_GCM_NONCE;

    private PictureCipher() {}

    /**
     * Encrypts a picture under a new key; draws 32 bytes for the key and 12 for the nonce.
     *
     * @throws IllegalArgumentException if it has more than {@link #MAX_PLAIN_LENGTH} bytes
     */
    public static EncryptedBytes encrypt(byte[] picture, SecureRandom random) {
        if (picture.length > MAX_PLAIN_LENGTH) {
            throw new IllegalArgumentException(
                    "picture: expected at most " + MAX_PLAIN_LENGTH + " bytes, got " + picture.length);
        }
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] file = Arrays.copyOf(nonce, picture.length + OVERHEAD);
            Cipher cipher = gcm(Cipher.ENCRYPT_MODE, key, nonce);
            cipher.doFinal(picture, 0, picture.length, file, NONCE);
            return new EncryptedBytes(
                    Bytes.of(file), new EncryptedFile(Bytes.of(key), null, false, picture.length, file.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work here", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Opens a picture.
     *
     * @param key 32 bytes, or 16 from old profiles
     * @throws MalformedDataException if key or file have a length that cannot be
     * @throws DecryptionException if it is not the key of this picture
     */
    public static byte[] decrypt(byte[] file, Bytes key) throws MalformedDataException, DecryptionException {
        if (key.length() != KEY_LENGTH && key.length() != OLD_KEY_LENGTH) {
            throw new MalformedDataException("key: expected 32 or 16 bytes, got " + key.length());
        }
        if (file.length < OVERHEAD || file.length > MAX_PLAIN_LENGTH + OVERHEAD) {
            throw new MalformedDataException("picture: expected " + OVERHEAD + " to " + (MAX_PLAIN_LENGTH + OVERHEAD)
                    + " bytes, got " + file.length);
        }
        byte[] secret = key.toByteArray();
        try {
            return gcm(Cipher.DECRYPT_MODE, secret, Arrays.copyOf(file, NONCE))
                    .doFinal(file, NONCE, file.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException("the picture does not open");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Cipher gcm(int mode, byte[] key, byte[] nonce) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * Crypto.AEAD_TAG, nonce));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work here", e);
        }
    }
}
