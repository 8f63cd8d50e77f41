package org.session4j.protocol.internal.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-512 of the JDK, which every platform has. */
public final class Sha512 {

    private static final int KEY = 32;

    private Sha512() {}

    public static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-512", e);
        }
    }

    /** The first half of SHA-512(seed) with the bits set and cleared that RFC 7748 asks of a secret scalar. */
    static byte[] clampedScalar(byte[] seed) {
        byte[] expanded = create().digest(seed);
        byte[] scalar = Arrays.copyOf(expanded, KEY);
        Arrays.fill(expanded, (byte) 0);
        scalar[0] &= (byte) 0xf8;
        scalar[KEY - 1] &= 0x7f;
        scalar[KEY - 1] |= 0x40;
        return scalar;
    }
}
