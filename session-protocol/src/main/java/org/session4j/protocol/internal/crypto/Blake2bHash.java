package org.session4j.protocol.internal.crypto;

import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Blake2bState;
import org.session4j.protocol.crypto.CryptoArguments;

/** A BLAKE2b of Bouncy Castle under way. */
final class Blake2bHash implements Blake2bState {

    private final Blake2bDigest digest;
    private boolean ended;

    Blake2bHash(int size, byte @Nullable [] key, byte @Nullable [] salt, byte @Nullable [] personal) {
        digest = new Blake2bDigest(key == null || key.length == 0 ? null : key, size, salt, personal);
    }

    @Override
    public void update(byte[] in, int length) {
        requireOpen();
        CryptoArguments.requirePart(in, length);
        digest.update(in, 0, length);
    }

    @Override
    public byte[] doFinal() {
        requireOpen();
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
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
            digest.clearKey();
            digest.clearSalt();
            digest.reset();
        }
    }
}
