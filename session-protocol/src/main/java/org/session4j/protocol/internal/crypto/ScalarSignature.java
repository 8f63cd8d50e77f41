package org.session4j.protocol.internal.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import org.session4j.protocol.crypto.Crypto;

/** Ed25519 with a secret scalar instead of a seed; what differs between its uses is where the nonce comes from. */
public final class ScalarSignature {

    private static final int HALF = 32;

    private ScalarSignature() {}

    /**
     * R || s with R = r · B and s = r + SHA-512(R || A || M) · a: an ordinary signature under A = a · B.
     *
     * @param secretScalar a, 32 bytes
     * @param publicKey A, 32 bytes
     * @param wideNonce 64 bytes, of which r is the remainder modulo L; never the same for two messages
     * @return 64 bytes
     */
    public static byte[] sign(byte[] message, byte[] secretScalar, byte[] publicKey, byte[] wideNonce, Crypto crypto) {
        byte[] r = crypto.ed25519ScalarReduce(wideNonce);
        byte[] product = new byte[0];
        try {
            byte[] commitment = crypto.ed25519ScalarmultBaseNoclamp(r);
            MessageDigest sha512 = Sha512.create();
            sha512.update(commitment);
            sha512.update(publicKey);
            byte[] challenge = crypto.ed25519ScalarReduce(sha512.digest(message));
            product = crypto.ed25519ScalarMul(challenge, secretScalar);
            byte[] s = crypto.ed25519ScalarAdd(r, product);
            byte[] signature = Arrays.copyOf(commitment, 2 * HALF);
            System.arraycopy(s, 0, signature, HALF, HALF);
            return signature;
        } finally {
            Arrays.fill(r, (byte) 0);
            Arrays.fill(product, (byte) 0);
        }
    }
}
