package org.session4j.crypto.sodium;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.CryptoArguments;

/** A BLAKE2b of libsodium under way. Its state must be aligned, so that it lies outside the heap. */
final class SodiumBlake2b implements Blake2bState {

    private static final int ALIGNMENT = 64;

    private final int size;
    private final Memory memory = new Memory(Sodium.crypto_generichash_blake2b_statebytes() + ALIGNMENT - 1L);
    private final Pointer state = memory.align(ALIGNMENT);
    private boolean ended;

    SodiumBlake2b(int size, byte @Nullable [] key, byte @Nullable [] salt, byte @Nullable [] personal) {
        this.size = size;
        SodiumCrypto.requireSuccess(Sodium.crypto_generichash_blake2b_init_salt_personal(
                state, key, key == null ? 0 : key.length, size, salt, personal));
    }

    @Override
    public void update(byte[] in, int length) {
        requireOpen();
        CryptoArguments.requirePart(in, length);
        SodiumCrypto.requireSuccess(Sodium.crypto_generichash_blake2b_update(state, in, length));
    }

    @Override
    public byte[] doFinal() {
        requireOpen();
        byte[] out = new byte[size];
        SodiumCrypto.requireSuccess(Sodium.crypto_generichash_blake2b_final(state, out, size));
        close();
        return out;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the hash has ended");
        }
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            memory.clear();
            memory.close();
        }
    }
}
