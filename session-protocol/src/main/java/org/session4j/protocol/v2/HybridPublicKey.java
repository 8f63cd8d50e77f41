package org.session4j.protocol.v2;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.MlKem768PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The public halves of a {@link HybridKeyPair}: what is encrypted to it needs both to be broken. */
public record HybridPublicKey(X25519PublicKey x25519, MlKem768PublicKey mlkem768) {

    /** Of a {@link #keyIndicator()}, in bytes. */
    public static final int INDICATOR_LENGTH = 2;

    /**
     * Reads both, and refuses an ML-KEM key that fails the check of FIPS 203.
     *
     * @param x25519 32 bytes
     * @param mlkem768 1184 bytes
     */
    public static HybridPublicKey decode(Bytes x25519, Bytes mlkem768) throws MalformedDataException {
        if (x25519.length() != X25519PublicKey.LENGTH) {
            throw new MalformedDataException(
                    "X25519 key: expected " + X25519PublicKey.LENGTH + " bytes, got " + x25519.length());
        }
        return new HybridPublicKey(
                X25519PublicKey.of(x25519.toByteArray()), MlKem768PublicKey.decode(mlkem768.toByteArray()));
    }

    /** The first two bytes of the ML-KEM key, by which a recipient picks the right one of its keys. */
    public Bytes keyIndicator() {
        return Bytes.unsafeWrap(mlkem768.toByteArray()).slice(0, INDICATOR_LENGTH);
    }

    /** Refuses an X25519 key of small order, with which nothing can be encrypted. */
    void requireGoodPoint(Crypto crypto) throws MalformedDataException {
        // Every secret key is clamped to a multiple of 8, so that any of them will do.
        byte[] unused = crypto.x25519(new byte[Crypto.KEY], x25519.toByteArray());
        assert unused.length == Crypto.KEY;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "HybridPublicKey";
    }
}
