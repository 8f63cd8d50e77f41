package org.session4j.crypto.sodium;

import java.util.Arrays;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.crypto.CryptoArguments;
import org.session4j.protocol.crypto.SecretstreamState;

/** A stream of libsodium. Its state is plain bytes, so that it may lie in the heap and move. */
final class SodiumSecretstream implements SecretstreamState {

    private final byte[] state = new byte[Sodium.crypto_secretstream_xchacha20poly1305_statebytes()];
    private boolean closed;

    SodiumSecretstream(byte[] header, byte[] key) {
        SodiumCrypto.requireSuccess(Sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key));
    }

    @Override
    public void push(byte[] message, byte tag, byte[] ciphertext) {
        requireOpen();
        CryptoArguments.requirePiece(message, ciphertext);
        SodiumCrypto.requireSuccess(Sodium.crypto_secretstream_xchacha20poly1305_push(
                state, ciphertext, null, message, message.length, null, 0, tag & 0xff));
    }

    @Override
    public byte pull(byte[] ciphertext, byte[] message) throws DecryptionException {
        requireOpen();
        if (ciphertext.length < OVERHEAD) {
            throw new DecryptionException("the piece is too short");
        }
        CryptoArguments.requirePiece(message, ciphertext);
        byte[] tag = new byte[1];
        int result = Sodium.crypto_secretstream_xchacha20poly1305_pull(
                state, message, null, tag, ciphertext, ciphertext.length, null, 0);
        if (result != 0) {
            throw new DecryptionException("the piece does not open");
        }
        return tag[0];
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the stream was closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(state, (byte) 0);
    }
}
