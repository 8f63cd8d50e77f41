package org.session4j.protocol.internal.crypto;

import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** The hashes of FIPS 202 that the protocol uses. */
public final class Keccak {

    private static final int BITS = 256;

    private Keccak() {}

    /** 32 bytes. */
    public static byte[] sha3Hash256(byte[]... parts) {
        SHA3Digest digest = new SHA3Digest(BITS);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[digest.getDigestSize()];
        // Which resets the digest, and so leaves nothing of a secret in it.
        digest.doFinal(out, 0);
        return out;
    }

    /** As many bytes as are asked for. */
    public static byte[] shake256(int size, byte[]... parts) {
        SHAKEDigest digest = new SHAKEDigest(BITS);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[size];
        digest.doFinal(out, 0, size);
        return out;
    }
}
