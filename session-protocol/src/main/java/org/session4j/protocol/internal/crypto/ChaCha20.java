package org.session4j.protocol.internal.crypto;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.ChaChaEngine;

/**
 * The ChaCha20 stream, block by block, under a key or one that HChaCha20 makes of it. Bouncy Castle's block function; the
 * rest is written out because its cipher object takes half as long again.
 *
 * <pre>
 * word   what
 * 0-3    constant
 * 4-11   key
 * 12     number of the block
 * 13-15  nonce
 * </pre>
 */
final class ChaCha20 {

    static final int KEY_WORDS = 8;
    static final int NONCE_WORDS = 3;

    private static final int WORDS = 16;
    private static final int BLOCK = 4 * WORDS;
    private static final int ROUNDS = 20;
    private static final int KEY = 4;
    private static final int COUNTER = 12;
    private static final int NONCE = 13;

    /** "expand 32-byte k" as little-endian words. */
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private final int[] state = new int[WORDS];
    private final int[] block = new int[WORDS];

    private ChaCha20(byte[] key) {
        ByteBuffer keyWords = words(key);
        System.arraycopy(SIGMA, 0, state, 0, SIGMA.length);
        for (int i = 0; i < KEY_WORDS; i++) {
            state[KEY + i] = keyWords.getInt(4 * i);
        }
    }

    /**
     * A stream under a key as it is, to be begun.
     *
     * @param key 32 bytes
     */
    static ChaCha20 keyed(byte[] key) {
        return new ChaCha20(key);
    }

    /**
     * A stream under HChaCha20(key, the first 16 bytes of the nonce), to be begun.
     *
     * @param key 32 bytes
     * @param nonce at least 16 bytes
     */
    ChaCha20(byte[] key, byte[] nonce) {
        this(key);
        ByteBuffer nonceWords = words(nonce);
        for (int i = 0; i < 4; i++) {
            state[COUNTER + i] = nonceWords.getInt(4 * i);
        }
        ChaChaEngine.chachaCore(ROUNDS, state, block);
        for (int i = 0; i < 4; i++) {
            // The core ends with adding its input; HChaCha20 is the core without that.
            int low = block[i] - state[i];
            int high = block[12 + i] - state[12 + i];
            state[KEY + i] = low;
            state[KEY + 4 + i] = high;
        }
    }

    /** Goes to block 0 of a nonce. */
    void begin(int... nonce) {
        state[COUNTER] = 0;
        System.arraycopy(nonce, 0, state, NONCE, NONCE_WORDS);
    }

    /** Changes the key by XOR. */
    void xorKey(int[] words) {
        for (int i = 0; i < KEY_WORDS; i++) {
            state[KEY + i] ^= words[i];
        }
    }

    /** The next block of the stream as words, to be read before the next call. */
    @CanIgnoreReturnValue
    int[] nextBlock() {
        ChaChaEngine.chachaCore(ROUNDS, state, block);
        state[COUNTER]++;
        return block;
    }

    /** Takes the next block and gives the first half: the one-time key of a Poly1305. */
    byte[] macKey() {
        nextBlock();
        byte[] key = new byte[4 * KEY_WORDS];
        ByteBuffer words = words(key);
        for (int i = 0; i < KEY_WORDS; i++) {
            words.putInt(4 * i, block[i]);
        }
        return key;
    }

    /** XORs whole blocks of the stream, the last one as far as needed. */
    void xor(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        ByteBuffer from = words(in);
        ByteBuffer to = words(out);
        int position = 0;
        for (; position + BLOCK <= length; position += BLOCK) {
            nextBlock();
            for (int i = 0; i < WORDS; i++) {
                int word = from.getInt(inOffset + position + 4 * i) ^ block[i];
                to.putInt(outOffset + position + 4 * i, word);
            }
        }
        if (position < length) {
            nextBlock();
            for (int i = 0; position + i < length; i++) {
                int stream = block[i / 4] >> (8 * (i % 4));
                out[outOffset + position + i] = (byte) (in[inOffset + position + i] ^ stream);
            }
        }
    }

    void wipe() {
        Arrays.fill(state, 0);
        Arrays.fill(block, 0);
    }

    static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
