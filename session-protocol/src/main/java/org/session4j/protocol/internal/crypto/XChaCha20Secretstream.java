package org.session4j.protocol.internal.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.crypto.CryptoArguments;
import org.session4j.protocol.crypto.SecretstreamState;

/**
 * crypto_secretstream_xchacha20poly1305 (services: deterministic attachment encryption). A piece, under the nonce
 * {@code number of the piece (4) | inonce (8)}:
 *
 * <pre>
 * offset  length  what
 * 0       1       tag XOR the first byte of block 1
 * 1       n       message XOR the stream from block 2 on
 * n + 1   16      Poly1305 over block 1 XOR (tag, 63 zero bytes) | the n bytes | n mod 16 zero bytes | 0 | 64 + n
 *                 with the first half of block 0 as key
 * </pre>
 *
 * The first half of each MAC is XORed to the inonce of the next piece. After a tag with {@link #TAG_REKEY} in it, or when
 * the number overflows, key and inonce are XORed with block 0 under the next nonce and the number is 1 again.
 */
final class XChaCha20Secretstream implements SecretstreamState {

    private static final int BLOCK = 64;
    private static final int MAC = 16;

    private final ChaCha20 cipher;
    private int number = 1;
    private int inonceLow;
    private int inonceHigh;
    private boolean closed;

    XChaCha20Secretstream(byte[] header, byte[] key) {
        cipher = new ChaCha20(key, header);
        ByteBuffer words = ChaCha20.words(header);
        inonceLow = words.getInt(16);
        inonceHigh = words.getInt(20);
    }

    @Override
    public void push(byte[] message, byte tag, byte[] ciphertext) {
        requireOpen();
        CryptoArguments.requirePiece(message, ciphertext);
        cipher.begin(number, inonceLow, inonceHigh);
        byte[] macKey = cipher.macKey();
        byte[] first = new byte[BLOCK];
        first[0] = tag;
        cipher.xor(first, 0, BLOCK, first, 0);
        ciphertext[0] = first[0];
        cipher.xor(message, 0, message.length, ciphertext, 1);
        byte[] mac = mac(macKey, first, ciphertext, message.length);
        System.arraycopy(mac, 0, ciphertext, 1 + message.length, MAC);
        advance(mac, tag);
    }

    @Override
    public byte pull(byte[] ciphertext, byte[] message) throws DecryptionException {
        requireOpen();
        if (ciphertext.length < OVERHEAD) {
            throw new DecryptionException("the piece is too short");
        }
        CryptoArguments.requirePiece(message, ciphertext);
        cipher.begin(number, inonceLow, inonceHigh);
        byte[] macKey = cipher.macKey();
        byte[] first = new byte[BLOCK];
        first[0] = ciphertext[0];
        cipher.xor(first, 0, BLOCK, first, 0);
        byte tag = first[0];
        first[0] = ciphertext[0];
        byte[] mac = mac(macKey, first, ciphertext, message.length);
        int difference = 0;
        for (int i = 0; i < MAC; i++) {
            difference |= mac[i] ^ ciphertext[1 + message.length + i];
        }
        if (difference != 0) {
            throw new DecryptionException("the piece does not open");
        }
        cipher.xor(ciphertext, 1, message.length, message, 0);
        advance(mac, tag);
        return tag;
    }

    /** Wipes its key. The zero bytes are a quirk: to fill up the last 16, it would be as many as are missing. */
    private static byte[] mac(byte[] macKey, byte[] first, byte[] ciphertext, int length) {
        Poly1305 poly = new Poly1305();
        poly.init(new KeyParameter(macKey));
        Arrays.fill(macKey, (byte) 0);
        poly.update(first, 0, BLOCK);
        poly.update(ciphertext, 1, length);
        byte[] end = new byte[length % MAC + 16];
        ChaCha20.words(end).putLong(end.length - 8, (long) BLOCK + length);
        poly.update(end, 0, end.length);
        byte[] mac = new byte[MAC];
        poly.doFinal(mac, 0);
        return mac;
    }

    private void advance(byte[] mac, byte tag) {
        ByteBuffer words = ChaCha20.words(mac);
        inonceLow ^= words.getInt(0);
        inonceHigh ^= words.getInt(4);
        number++;
        if ((tag & TAG_REKEY) != 0 || number == 0) {
            cipher.begin(number, inonceLow, inonceHigh);
            int[] stream = cipher.nextBlock();
            cipher.xorKey(stream);
            inonceLow ^= stream[ChaCha20.KEY_WORDS];
            inonceHigh ^= stream[ChaCha20.KEY_WORDS + 1];
            number = 1;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the stream was closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        cipher.wipe();
    }
}
