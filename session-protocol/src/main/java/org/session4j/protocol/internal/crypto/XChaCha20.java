package org.session4j.protocol.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.ChaChaEngine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.session4j.protocol.DecryptionException;

/**
 * XChaCha20-Poly1305 of the IETF draft, without associated data. Bouncy Castle's block function and MAC; the rest is
 * written out because its cipher object takes half as long again.
 *
 * <pre>
 * offset  length  what
 * 0       n       plaintext XOR the stream from block 1 on
 * n       16      Poly1305 tag; its key is the first half of block 0
 * </pre>
 */
final class XChaCha20 {

    static final int TAG = 16;

    private static final int KEY = 32;
    private static final int BLOCK = 64;
    private static final int WORDS = 16;
    private static final int ROUNDS = 20;
    private static final int COUNTER = 12;

    /** "expand 32-byte k" as little-endian words. */
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private final int[] state = new int[WORDS];
    private final int[] block = new int[WORDS];

    /** The cipher at block 0 of a key and a nonce of 24 bytes. */
    private XChaCha20(byte[] key, byte[] nonce) {
        ByteBuffer keyWords = words(key);
        ByteBuffer nonceWords = words(nonce);
        for (int i = 0; i < 4; i++) {
            state[i] = SIGMA[i];
            state[4 + i] = keyWords.getInt(4 * i);
            state[8 + i] = keyWords.getInt(16 + 4 * i);
            state[12 + i] = nonceWords.getInt(4 * i);
        }
        ChaChaEngine.chachaCore(ROUNDS, state, block);
        for (int i = 0; i < 4; i++) {
            // The core ends with adding its input; HChaCha20, which makes the key of this nonce, is the core without
            // that.
            int low = block[i] - state[i];
            int high = block[12 + i] - state[12 + i];
            state[4 + i] = low;
            state[8 + i] = high;
        }
        state[COUNTER] = 0;
        state[COUNTER + 1] = 0;
        state[COUNTER + 2] = nonceWords.getInt(16);
        state[COUNTER + 3] = nonceWords.getInt(20);
    }

    static byte[] seal(byte[] plaintext, byte[] nonce, byte[] key) {
        XChaCha20 cipher = new XChaCha20(key, nonce);
        byte[] macKey = cipher.macKey();
        try {
            byte[] out = new byte[Math.addExact(plaintext.length, TAG)];
            cipher.xor(plaintext, plaintext.length, out);
            tag(macKey, out, plaintext.length, out, plaintext.length);
            return out;
        } finally {
            cipher.wipe();
            Arrays.fill(macKey, (byte) 0);
        }
    }

    /**
     * @param ciphertext at least 16 bytes
     */
    static byte[] open(byte[] ciphertext, byte[] nonce, byte[] key) throws DecryptionException {
        XChaCha20 cipher = new XChaCha20(key, nonce);
        byte[] macKey = cipher.macKey();
        try {
            int length = ciphertext.length - TAG;
            byte[] tag = new byte[TAG];
            tag(macKey, ciphertext, length, tag, 0);
            int difference = 0;
            for (int i = 0; i < TAG; i++) {
                difference |= tag[i] ^ ciphertext[length + i];
            }
            if (difference != 0) {
                throw new DecryptionException("the ciphertext does not open");
            }
            byte[] out = new byte[length];
            cipher.xor(ciphertext, length, out);
            return out;
        } finally {
            cipher.wipe();
            Arrays.fill(macKey, (byte) 0);
        }
    }

    /** Takes block 0. */
    private byte[] macKey() {
        nextBlock();
        byte[] key = new byte[KEY];
        ByteBuffer words = words(key);
        for (int i = 0; i < KEY / 4; i++) {
            words.putInt(4 * i, block[i]);
        }
        return key;
    }

    private void xor(byte[] in, int length, byte[] out) {
        ByteBuffer from = words(in);
        ByteBuffer to = words(out);
        int position = 0;
        for (; position + BLOCK <= length; position += BLOCK) {
            nextBlock();
            for (int i = 0; i < WORDS; i++) {
                to.putInt(position + 4 * i, from.getInt(position + 4 * i) ^ block[i]);
            }
        }
        if (position < length) {
            nextBlock();
            for (int i = 0; position + i < length; i++) {
                out[position + i] = (byte) (in[position + i] ^ (block[i / 4] >> (8 * (i % 4))));
            }
        }
    }

    private void nextBlock() {
        ChaChaEngine.chachaCore(ROUNDS, state, block);
        state[COUNTER]++;
    }

    private void wipe() {
        Arrays.fill(state, 0);
        Arrays.fill(block, 0);
    }

    /** The tag of the first bytes of a ciphertext, padded to 16, and of both lengths. */
    private static void tag(byte[] macKey, byte[] ciphertext, int length, byte[] out, int offset) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(ciphertext, 0, length);
        byte[] end = new byte[(TAG - length % TAG) % TAG + TAG];
        words(end).putLong(end.length - 8, length);
        mac.update(end, 0, end.length);
        mac.doFinal(out, offset);
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
