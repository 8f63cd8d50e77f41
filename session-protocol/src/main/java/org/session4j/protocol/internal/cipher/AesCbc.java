package org.session4j.protocol.internal.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.session4j.protocol.DecryptionException;

/** AES-256-CBC with PKCS #7 padding of the JDK; one object per thread. What it opens must have been authenticated before. */
public final class AesCbc {

    /** Of a block and an IV, in bytes. */
    public static final int BLOCK = 16;

    private static final String TRANSFORMATION = "AES/CBC/PKCS5Padding";

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(AesCbc::newCipher);

    private AesCbc() {}

    /** The length in bytes that a plaintext gets. */
    public static int encryptedLength(int length) {
        return Math.addExact(length, BLOCK) / BLOCK * BLOCK;
    }

    public static byte[] encrypt(byte[] plaintext, byte[] iv, byte[] key) {
        try {
            return keyed(Cipher.ENCRYPT_MODE, iv, key).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC does not work here", e);
        }
    }

    /**
     * As {@link #encrypt(byte[], byte[], byte[])}, into an array.
     *
     * @param out with room for {@link #encryptedLength} bytes behind the offset
     */
    public static void encrypt(byte[] plaintext, byte[] iv, byte[] key, byte[] out, int offset) {
        try {
            int written = keyed(Cipher.ENCRYPT_MODE, iv, key).doFinal(plaintext, 0, plaintext.length, out, offset);
            if (written != encryptedLength(plaintext.length)) {
                throw new IllegalStateException("AES-CBC wrote " + written + " bytes");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC does not work here", e);
        }
    }

    public static byte[] decrypt(byte[] buffer, int offset, int length, byte[] iv, byte[] key)
            throws DecryptionException {
        try {
            return keyed(Cipher.DECRYPT_MODE, iv, key).doFinal(buffer, offset, length);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException("the ciphertext does not open");
        }
    }

    private static Cipher keyed(int mode, byte[] iv, byte[] key) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher;
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC is missing", e);
        }
    }
}
