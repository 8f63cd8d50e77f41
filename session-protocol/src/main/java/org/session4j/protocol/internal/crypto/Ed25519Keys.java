package org.session4j.protocol.internal.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

/**
 * What libsodium does with the public half of Ed25519: verification, multiples, and the maps between the Edwards and the
 * Montgomery form of a key. All points are public, so nothing that is done to them is constant-time.
 */
public final class Ed25519Keys {

    private static final int LENGTH = EdwardsPoint.LENGTH;

    /** p = 2^255 − 19, little endian. */
    private static final byte[] PRIME = bytes("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    /** The y coordinates of the points of order 1, 2, 4 and 8: 0, 1, p − 1, two others, and p and p + 1 for 0 and 1. */
    private static final byte[][] SMALL_ORDER = {
        bytes("0000000000000000000000000000000000000000000000000000000000000000"),
        bytes("0100000000000000000000000000000000000000000000000000000000000000"),
        bytes("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        bytes("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        bytes("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        bytes("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        bytes("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    };

    /** y = 1, x = 0. */
    private static final byte[] NEUTRAL = SMALL_ORDER[1];

    private Ed25519Keys() {}

    /**
     * Whether a detached signature R || s is good, with libsodium's strictness: s below L, neither R nor the key of small
     * order, the key's y below p; then s·B − h·A must encode to the bytes of R (no cofactor).
     *
     * @param signature 64 bytes
     * @param publicKey 32 bytes
     */
    static boolean verify(byte[] signature, byte[] message, byte[] publicKey) {
        EdwardsPoint key = strictPoint(publicKey);
        if (key == null) {
            return false;
        }
        key.negate();
        return verify(signature, message, publicKey, (h, s) -> PublicMultiplication.sum(h, key, s));
    }

    /**
     * As {@link #verify(byte[], byte[], byte[])}, for a key that is {@linkplain #strictPoint checked}.
     *
     * @param sum gives s·B − h·A for h and s
     */
    static boolean verify(
            byte[] signature, byte[] message, byte[] publicKey, BiFunction<byte[], byte[], EdwardsPoint> sum) {
        if (!ScalarModL.isCanonical(signature, LENGTH) || hasSmallOrder(signature)) {
            return false;
        }
        MessageDigest sha512 = Sha512.create();
        sha512.update(signature, 0, LENGTH);
        sha512.update(publicKey);
        byte[] challenge = ScalarModL.reduce(sha512.digest(message));
        byte[] s = Arrays.copyOfRange(signature, LENGTH, 2 * LENGTH);
        byte[] expected = sum.apply(challenge, s).encodePublic();
        return Arrays.equals(expected, Arrays.copyOf(signature, LENGTH));
    }

    /** The point of a key, or null if it is no point, of small order, or its y is p or more. */
    static @Nullable EdwardsPoint strictPoint(byte[] publicKey) {
        return isCanonical(publicKey) && !hasSmallOrder(publicKey) ? EdwardsPoint.decode(publicKey, 0) : null;
    }

    /**
     * The X25519 form of a key, u = (1 + y)/(1 − y).
     *
     * @return null if the key is no point, of small order, or has a component of order 4 or 8. One of order 2 is let
     *     through, as libsodium does: it looks only whether L times the point has x = 0.
     */
    static byte @Nullable [] toX25519(byte[] publicKey) {
        EdwardsPoint key = usable(publicKey);
        if (key == null) {
            return null;
        }
        int[] numerator = copy(key.y);
        X25519Field.addOne(numerator);
        int[] denominator = X25519Field.create();
        X25519Field.negate(key.y, denominator);
        X25519Field.addOne(denominator);
        return ratio(numerator, denominator);
    }

    /**
     * scalar · P, constant-time in the scalar.
     *
     * @param scalar 32 bytes, below 2^255
     * @param encoded the point P, 32 bytes
     * @return null if P is none, not in canonical form, of small order or has a component of order 4 or 8, or if the
     *     product is the neutral element
     */
    static byte @Nullable [] multiply(byte[] scalar, byte[] encoded) {
        EdwardsPoint point = isCanonical(encoded) ? usable(encoded) : null;
        if (point == null) {
            return null;
        }
        byte[] product = SecretMultiplication.multiply(scalar, point);
        return isNeutral(product) ? null : product;
    }

    /** The point, or null if it is none, of small order, or has a component of order 4 or 8. */
    private static @Nullable EdwardsPoint usable(byte[] encoded) {
        if (hasSmallOrder(encoded)) {
            return null;
        }
        EdwardsPoint point = EdwardsPoint.decode(encoded, 0);
        boolean usable = point != null
                && PublicMultiplication.sum(ScalarModL.order(), point, new byte[LENGTH])
                        .hasZeroX();
        return usable ? point : null;
    }

    private static boolean isNeutral(byte[] encoded) {
        return Arrays.equals(encoded, NEUTRAL);
    }

    /**
     * The Ed25519 form of an X25519 key with the sign bit 0, y = (u − 1)/(u + 1). The key u = −1, which has none, gives
     * zero bytes, as in libsodium's field arithmetic where 1/0 is 0.
     *
     * @param publicKey 32 bytes; its top bit is ignored
     */
    public static byte[] ofX25519(byte[] publicKey) {
        int[] u = X25519Field.create();
        X25519Field.decode255(publicKey, u);
        int[] numerator = copy(u);
        X25519Field.subOne(numerator);
        X25519Field.addOne(u);
        return ratio(numerator, u);
    }

    /** numerator / denominator, encoded; both are used up. */
    private static byte[] ratio(int[] numerator, int[] denominator) {
        X25519Field.carry(numerator);
        X25519Field.carry(denominator);
        X25519Field.inv(denominator, denominator);
        X25519Field.mul(numerator, denominator, numerator);
        X25519Field.normalize(numerator);
        byte[] out = new byte[LENGTH];
        X25519Field.encode(numerator, out);
        return out;
    }

    private static int[] copy(int[] element) {
        int[] out = X25519Field.create();
        X25519Field.copy(element, 0, out, 0);
        return out;
    }

    /** Whether y, without the sign bit, is below p. */
    private static boolean isCanonical(byte[] encoded) {
        for (int i = LENGTH - 1; i >= 0; i--) {
            int difference = (yByte(encoded, i) & 0xff) - (PRIME[i] & 0xff);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    /** Whether the first 32 bytes are an encoding, canonical or not, of one of the eight points of small order. */
    private static boolean hasSmallOrder(byte[] encoded) {
        for (byte[] y : SMALL_ORDER) {
            int i = 0;
            while (i < LENGTH && yByte(encoded, i) == y[i]) {
                i++;
            }
            if (i == LENGTH) {
                return true;
            }
        }
        return false;
    }

    private static byte yByte(byte[] encoded, int i) {
        return i == LENGTH - 1 ? (byte) (encoded[i] & 0x7f) : encoded[i];
    }

    private static byte[] bytes(String hex) {
        try {
            return Hex.parse(hex);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
