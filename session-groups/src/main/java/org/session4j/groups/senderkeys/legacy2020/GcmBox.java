package org.session4j.groups.senderkeys.legacy2020;

import java.security.SecureRandom;
import java.util.Arrays;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.internal.cipher.AesGcm;

/** IV (12) | AES-256-GCM without associated data | tag (16). */
final class GcmBox {

    private static final int IV = Crypto.AES_GCM_NONCE;
    private static final int OVERHEAD = IV + Crypto.AEAD_TAG;

    private GcmBox() {}

    /** Draws 12 bytes. */
    static Bytes seal(byte[] plaintext, byte[] key, SecureRandom random) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        byte[] out = Arrays.copyOf(iv, plaintext.length + OVERHEAD);
        System.arraycopy(plaintext, 0, out, IV, plaintext.length);
        AesGcm.encryptInPlace(out, IV, plaintext.length, iv, key);
        return Bytes.unsafeWrap(out);
    }

    static byte[] open(Bytes sealed, byte[] key) throws MalformedDataException, DecryptionException {
        if (sealed.length() < OVERHEAD) {
            throw new MalformedDataException(
                    "ciphertext: expected at least " + OVERHEAD + " bytes, got " + sealed.length());
        }
        byte[] buffer = sealed.toByteArray();
        byte[] iv = Arrays.copyOf(buffer, IV);
        AesGcm.decryptInPlace(buffer, IV, buffer.length - IV, iv, key);
        return Arrays.copyOfRange(buffer, IV, buffer.length - Crypto.AEAD_TAG);
    }
}
