package org.session4j.protocol.internal.cipher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.crypto.Crypto;

/** AES-256-GCM of the JDK on a part of a buffer; one object per thread, as looking them up is dear. */
public final class AesGcm {

    /** network: layer encryption; groups: sender-key groups, encrypting. The four ASCII bytes are the HMAC key. */
    private static final byte[] KEY_LABEL = "LOKI".getBytes(StandardCharsets.US_ASCII);

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 8 * Crypto.AEAD_TAG;

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(AesGcm::newCipher);

    private AesGcm() {}

    /** The key for a shared X25519 secret, as onion layers and the groups of 2020 derive it. */
    public static byte[] deriveKey(byte[] sharedSecret) {
        return HmacSha256.of(KEY_LABEL, sharedSecret);
    }

    /** Puts the ciphertext where the plaintext stands, and the tag behind it. */
    public static void encryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key) {
        try {
            int written = encryptor(nonce, key).doFinal(buffer, offset, length, buffer, offset);
            if (written != length + Crypto.AEAD_TAG) {
                throw new IllegalStateException("AES-GCM wrote " + written + " bytes");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work here", e);
        }
    }

    /** Puts the plaintext where ciphertext and tag stand; length counts both. */
    public static void decryptInPlace(byte[] buffer, int offset, int length, byte[] nonce, byte[] key)
            throws DecryptionException {
        Cipher cipher = CIPHERS.get();
        try {
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work here", e);
        }
        try {
            int written = cipher.doFinal(buffer, offset, length, buffer, offset);
            if (written != length - Crypto.AEAD_TAG) {
                throw new IllegalStateException("AES-GCM wrote " + written + " bytes");
            }
        } catch (GeneralSecurityException e) {
            throw new DecryptionException("the layer does not open");
        }
    }

    private static Cipher encryptor(byte[] nonce, byte[] key) throws GeneralSecurityException {
        SecretKeySpec secret = new SecretKeySpec(key, "AES");
        GCMParameterSpec parameters = new GCMParameterSpec(TAG_BITS, nonce);
        Cipher cipher = CIPHERS.get();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, secret, parameters);
            return cipher;
        } catch (InvalidAlgorithmParameterException e) {
            // A cipher object refuses the key and nonce it had last. With random nonces that happens only where the
            // randomness is replayed on purpose, as for known answers.
            Cipher fresh = newCipher();
            fresh.init(Cipher.ENCRYPT_MODE, secret, parameters);
            return fresh;
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing", e);
        }
    }
}
