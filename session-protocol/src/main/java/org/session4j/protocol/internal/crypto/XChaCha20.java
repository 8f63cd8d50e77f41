package org.session4j.protocol.internal.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.session4j.protocol.DecryptionException;

/**
 * XChaCha20 of the IETF draft, and XChaCha20-Poly1305 without associated data.
 *
 * <pre>
 * offset  length  what
 * 0       n       plaintext XOR the stream from block 1 on
 * n       16      Poly1305 tag; its key is the first half of block 0
 * </pre>
 */
final class XChaCha20 {

    static final int TAG = 16;

    private XChaCha20() {}

    /** Encrypts where the plaintext stands, and writes the tag behind it. */
    static void seal(byte[] buffer, int offset, int length, byte[] nonce, byte[] key) {
        ChaCha20 cipher = cipher(key, nonce);
        byte[] macKey = cipher.macKey();
        try {
            cipher.xor(buffer, offset, length, buffer, offset);
            tag(macKey, buffer, offset, length, buffer, offset + length);
        } finally {
            cipher.wipe();
            Arrays.fill(macKey, (byte) 0);
        }
    }

    /**
     * Opens ciphertext and tag.
     *
     * @param out may be the same array, if it is for the same place
     */
    static void open(byte[] in, int offset, int length, byte[] nonce, byte[] key, byte[] out, int outOffset)
            throws DecryptionException {
        if (length < TAG) {
            throw new DecryptionException("the ciphertext is too short");
        }
        ChaCha20 cipher = cipher(key, nonce);
        byte[] macKey = cipher.macKey();
        try {
            int textLength = length - TAG;
            byte[] tag = new byte[TAG];
            tag(macKey, in, offset, textLength, tag, 0);
            int difference = 0;
            for (int i = 0; i < TAG; i++) {
                difference |= tag[i] ^ in[offset + textLength + i];
            }
            if (difference != 0) {
                throw new DecryptionException("the ciphertext does not open");
            }
            cipher.xor(in, offset, textLength, out, outOffset);
        } finally {
            cipher.wipe();
            Arrays.fill(macKey, (byte) 0);
        }
    }

    /** The message XOR the stream from block 0 on. */
    static byte[] xor(byte[] message, byte[] nonce, byte[] key) {
        ChaCha20 cipher = cipher(key, nonce);
        byte[] out = new byte[message.length];
        try {
            cipher.xor(message, 0, message.length, out, 0);
            return out;
        } finally {
            cipher.wipe();
        }
    }

    /** At block 0 of a nonce of 24 bytes. */
    private static ChaCha20 cipher(byte[] key, byte[] nonce) {
        ChaCha20 cipher = new ChaCha20(key, nonce);
        ByteBuffer words = ChaCha20.words(nonce);
        cipher.begin(0, words.getInt(16), words.getInt(20));
        return cipher;
    }

    /** The tag of a ciphertext, padded to 16, and of both lengths. */
    private static void tag(byte[] macKey, byte[] in, int offset, int length, byte[] out, int outOffset) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(in, offset, length);
        byte[] end = new byte[(TAG - length % TAG) % TAG + TAG];
        ChaCha20.words(end).putLong(end.length - 8, length);
        mac.update(end, 0, end.length);
        mac.doFinal(out, outOffset);
    }
}
