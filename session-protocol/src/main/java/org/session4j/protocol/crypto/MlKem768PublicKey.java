package org.session4j.protocol.crypto;

import java.util.Arrays;
import org.session4j.protocol.MalformedDataException;

/** A public key of ML-KEM-768 that passes the check of FIPS 203: every coefficient is below the modulus. */
public final class MlKem768PublicKey {

    /** In bytes. */
    public static final int LENGTH = Crypto.MLKEM768_PUBLIC_KEY;

    private static final int COEFFICIENT_BYTES = 1152;
    private static final int MODULUS = 3329;

    private final byte[] bytes;

    private MlKem768PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies the bytes.
     *
     * @param bytes 1184 bytes: 768 coefficients of 12 bits, little-endian, and 32 bytes behind them
     */
    public static MlKem768PublicKey decode(byte[] bytes) throws MalformedDataException {
        if (bytes.length != LENGTH) {
            throw new MalformedDataException("ML-KEM public key: expected " + LENGTH + " bytes, got " + bytes.length);
        }
        for (int i = 0; i < COEFFICIENT_BYTES; i += 3) {
            int two = (bytes[i] & 0xff) | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff) << 16;
            if ((two & 0xfff) >= MODULUS || two >> 12 >= MODULUS) {
                throw new MalformedDataException("ML-KEM public key: a coefficient is not below the modulus");
            }
        }
        return new MlKem768PublicKey(bytes.clone());
    }

    /** The public half within a secret key of 2400 bytes, which was computed and needs no check. */
    public static MlKem768PublicKey ofSecretKey(byte[] secretKey) {
        CryptoArguments.requireMlkem768SecretKey(secretKey);
        return new MlKem768PublicKey(Arrays.copyOfRange(secretKey, COEFFICIENT_BYTES, COEFFICIENT_BYTES + LENGTH));
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MlKem768PublicKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "MlKem768PublicKey";
    }
}
