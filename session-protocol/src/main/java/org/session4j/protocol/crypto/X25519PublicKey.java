package org.session4j.protocol.crypto;

import java.util.Arrays;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

/** A public key of 32 bytes. Whether it is a good point of its curve is checked where it is used. */
public final class X25519PublicKey implements Comparable<X25519PublicKey> {

    /** In bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private X25519PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies the bytes.
     *
     * @param bytes 32 bytes
     */
    public static X25519PublicKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("expected " + LENGTH + " bytes, got " + bytes.length);
        }
        return new X25519PublicKey(bytes.clone());
    }

    /** Reads 64 hex digits of either case. */
    public static X25519PublicKey parse(String hex) throws MalformedDataException {
        if (hex.length() != 2 * LENGTH) {
            throw new MalformedDataException("public key: expected 64 hex digits, got " + hex.length() + " characters");
        }
        return new X25519PublicKey(Hex.parse(hex));
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public int compareTo(X25519PublicKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof X25519PublicKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 lower-case hex digits. */
    @Override
    public String toString() {
        return Hex.format(bytes);
    }
}
