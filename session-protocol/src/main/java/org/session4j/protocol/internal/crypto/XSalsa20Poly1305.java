package org.session4j.protocol.internal.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.session4j.protocol.DecryptionException;

/**
 * NaCl's secret box, and the key that crypto_box derives for it.
 *
 * <pre>
 * offset  length  what
 * 0       16      Poly1305 tag over what follows; its key is the first 32 bytes of the stream
 * 16      n       plaintext XOR the stream from byte 32 on
 * </pre>
 */
final class XSalsa20Poly1305 {

    static final int TAG = 16;

    private static final int KEY = 32;
    private static final int ROUNDS = 20;

    /** "expand 32-byte k" as little-endian words. */
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private XSalsa20Poly1305() {}

    /** HSalsa20(shared secret, sixteen zero bytes): crypto_box_beforenm after the key agreement. */
    static byte[] boxKey(byte[] sharedSecret) {
        int[] state = new int[16];
        for (int i = 0; i < 4; i++) {
            state[5 * i] = SIGMA[i];
            state[1 + i] = word(sharedSecret, 4 * i);
            state[11 + i] = word(sharedSecret, 16 + 4 * i);
        }
        int[] out = new int[16];
        Salsa20Engine.salsaCore(ROUNDS, state, out);
        byte[] key = new byte[KEY];
        for (int i = 0; i < 4; i++) {
            // The core ends with adding its input; HSalsa20 is the core without that, on the diagonal and the nonce
            // words.
            putWord(key, 4 * i, out[5 * i] - state[5 * i]);
            putWord(key, 16 + 4 * i, out[6 + i] - state[6 + i]);
        }
        Arrays.fill(state, 0);
        Arrays.fill(out, 0);
        return key;
    }

    static byte[] seal(byte[] plaintext, byte[] nonce, byte[] key) {
        XSalsa20Engine stream = stream(nonce, key);
        byte[] macKey = macKey(stream);
        try {
            byte[] out = new byte[TAG + plaintext.length];
            stream.processBytes(plaintext, 0, plaintext.length, out, TAG);
            tag(macKey, out, out);
            return out;
        } finally {
            Arrays.fill(macKey, (byte) 0);
        }
    }

    static byte[] open(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException {
        XSalsa20Engine stream = stream(nonce, key);
        byte[] macKey = macKey(stream);
        try {
            byte[] tag = new byte[TAG];
            tag(macKey, ciphertext, tag);
            int difference = 0;
            for (int i = 0; i < TAG; i++) {
                difference |= tag[i] ^ ciphertext[i];
            }
            if (difference != 0) {
                throw new DecryptionException("the box does not open");
            }
            byte[] out = new byte[ciphertext.length - TAG];
            stream.processBytes(ciphertext, TAG, out.length, out, 0);
            return out;
        } finally {
            Arrays.fill(macKey, (byte) 0);
        }
    }

    private static XSalsa20Engine stream(byte[] nonce, byte[] key) {
        XSalsa20Engine stream = new XSalsa20Engine();
        stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        return stream;
    }

    private static byte[] macKey(XSalsa20Engine stream) {
        byte[] key = new byte[KEY];
        stream.processBytes(key, 0, KEY, key, 0);
        return key;
    }

    /** The tag of everything behind the tag's place in the box, into the first bytes of out. */
    private static void tag(byte[] macKey, byte[] box, byte[] out) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(box, TAG, box.length - TAG);
        mac.doFinal(out, 0);
    }

    private static int word(byte[] bytes, int offset) {
        int word = 0;
        for (int i = 3; i >= 0; i--) {
            word = (word << 8) | (bytes[offset + i] & 0xff);
        }
        return word;
    }

    private static void putWord(byte[] out, int offset, int word) {
        for (int i = 0; i < 4; i++) {
            out[offset + i] = (byte) (word >> (8 * i));
        }
    }
}
