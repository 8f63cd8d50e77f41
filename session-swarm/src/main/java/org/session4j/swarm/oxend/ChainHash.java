package org.session4j.swarm.oxend;

import java.util.Arrays;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;

/** The name of a block or a transaction: 32 bytes, 64 hex digits. */
public final class ChainHash {

    /** In bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private ChainHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads 64 hex digits of either case. */
    public static ChainHash parse(String hex) throws MalformedDataException {
        if (hex.length() != 2 * LENGTH) {
            throw new MalformedDataException("hash: expected 64 hex digits, got " + hex.length() + " characters");
        }
        return new ChainHash(Hex.parse(hex));
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHash hash && Arrays.equals(bytes, hash.bytes);
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
